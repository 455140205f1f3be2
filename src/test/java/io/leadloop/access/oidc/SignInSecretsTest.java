package io.leadloop.access.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that are derived from a browser's secret for a sign-in. */
class SignInSecretsTest {
  private static final String SECRET = "A".repeat(43);

  @Test
  void theSameSecretDerivesTheSameValues() {
    assertThat(SignInSecrets.of(SECRET)).isEqualTo(SignInSecrets.of(SECRET));
    assertThat(SignInSecrets.of(SECRET).isState(SignInSecrets.of(SECRET).state())).isTrue();
    assertThat(SignInSecrets.of(SECRET).isNonce(SignInSecrets.of(SECRET).nonce())).isTrue();
  }

  @Test
  void theValuesDifferFromEachOtherAndFromThoseOfAnotherSecret() {
    SignInSecrets one = SignInSecrets.of(SECRET);
    SignInSecrets other = SignInSecrets.of("B".repeat(43));
    assertThat(
            List.of(
                SECRET,
                one.state(),
                one.nonce(),
                one.verifier(),
                one.challenge(),
                other.state(),
                other.nonce(),
                other.verifier(),
                other.challenge()))
        .doesNotHaveDuplicates()
        .allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
    assertThat(one.isState(other.state())).isFalse();
    assertThat(one.isState("")).isFalse();
    assertThat(one.isNonce(one.state())).isFalse();
  }

  @Test
  void theChallengeIsTheHashOfTheVerifier() throws GeneralSecurityException {
    SignInSecrets secrets = SignInSecrets.of(SECRET);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(secrets.verifier().getBytes(US_ASCII));
    assertThat(secrets.challenge())
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    assertThat(secrets).hasToString("***");
  }
}
