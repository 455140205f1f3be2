package io.leadloop.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts may be a token of the issuer, judged without its keys. */
class TokenClaimsTest {
  private static final String ISSUER = "https://sso.example.com";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long LATER = NOW.getEpochSecond() + 60;
  private static final String HEADER = "{'alg':'RS256','kid':'k'}";
  private static final String CLAIMS =
      "{'iss':'" + ISSUER + "','aud':'leadloop','sub':'s','iat':1,'exp':" + LATER + "}";

  @Test
  void plausibleTokenHasAnExpiry() {
    assertThat(read(token(HEADER, CLAIMS)))
        .hasValue(
            new TokenClaims(Instant.ofEpochSecond(LATER), Optional.empty(), Optional.empty()));
    assertThat(read(token("{'alg':'ES256'}", CLAIMS.replace("'leadloop'", "['x','leadloop']"))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "....", "a.b", "a.b.c", "a.b.c.d", "!.!.!", "e30.e30.", " "})
  void malformedTextIsRejected(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'none'}",
        "{'alg':'HS256','kid':'k'}",
        "{'alg':['RS256']}",
        "{}",
        "[]",
        "null",
        "1",
        "{'alg':'RS256','kid':7}",
        "{'alg':'RS256'",
        "{'alg':'RS256'} {}",
        "\u0000",
        "'RS256'"
      })
  void algorithmWithoutPublicKeyIsRejected(String header) {
    assertThat(read(token(header, CLAIMS))).isEmpty();
  }

  @Test
  void malformedClaimsAreRejected() {
    for (String claims :
        List.of(
            "",
            "[]",
            "null",
            CLAIMS.replace(ISSUER, ISSUER + "/"),
            CLAIMS.replace("'leadloop'", "'other'"),
            CLAIMS.replace("'leadloop'", "[]"),
            CLAIMS.replace("'leadloop'", "{'leadloop':1}"),
            CLAIMS.replace("'sub':'s'", "'sub':null"),
            CLAIMS.replace("'sub':'s'", "'sub':'" + "s".repeat(256) + "'"),
            CLAIMS.replace("'iat':1", "'iat':'1'"),
            CLAIMS.replace("" + LATER, "'" + LATER + "'"),
            CLAIMS.replace("" + LATER, "" + NOW.getEpochSecond()),
            CLAIMS.replace("" + LATER, "1e400"),
            CLAIMS.replace("" + LATER, "9".repeat(18)),
            CLAIMS.replace("" + LATER, "9".repeat(400)),
            CLAIMS.replace("'leadloop'", "[".repeat(5_000)))) {
      assertThat(read(token(HEADER, claims))).as(claims).isEmpty();
    }
  }

  @Test
  void claimsOfASignInAreRead() {
    String claims = CLAIMS.replace("'iat':1", "'iat':1,'nonce':'n','azp':'client'");
    assertThat(read(token(HEADER, claims)))
        .hasValue(
            new TokenClaims(Instant.ofEpochSecond(LATER), Optional.of("n"), Optional.of("client")));
    assertThat(read(token(HEADER, CLAIMS.replace("'iat':1", "'iat':1,'nonce':7"))))
        .hasValueSatisfying(read -> assertThat(read.nonce()).isEmpty());
  }

  @Test
  void tooLongTokenIsRejectedUnread() {
    String longer = CLAIMS.replace("'iat':1", "'iat':1,'more':'" + "s".repeat(12_000) + "'");
    assertThat(read(token(HEADER, longer))).isEmpty();
  }

  private static Optional<TokenClaims> read(String token) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return TokenClaims.read(token, ISSUER, List.of("leadloop"), clock);
  }

  private static String token(String header, String claims) {
    return base64(header) + "." + base64(claims) + "." + base64("signature");
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.replace('\'', '"').getBytes(UTF_8));
  }
}
