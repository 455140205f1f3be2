package io.leadloop.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final byte[] CLEAR = "Dupont".getBytes(UTF_8);

  @BeforeAll
  static void registerTink() throws GeneralSecurityException {
    AeadConfig.register();
  }

  @Test
  void sealedBytesOpenForTheirOwnerOnly() throws Exception {
    Vault vault = new Vault(json(keyset()));
    byte[] sealed = vault.seal(CLEAR, "lead:1");

    assertThat(vault.open(sealed, "lead:1")).isEqualTo(CLEAR);
    assertThat(new String(sealed, UTF_8)).doesNotContain("Dupont");
    assertThatThrownBy(() -> vault.open(sealed, "lead:2")).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void anAlteredSealDoesNotOpen() throws Exception {
    Vault vault = new Vault(json(keyset()));
    byte[] sealed = vault.seal(CLEAR, "lead:1");
    sealed[sealed.length - 1] ^= 1;

    assertThatThrownBy(() -> vault.open(sealed, "lead:1")).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void aValueThatNoKeyOpensIsNotSealedAgain() throws Exception {
    byte[] foreign = new Vault(json(keyset())).seal(CLEAR, "lead:1");

    assertThat(new Vault(json(keyset())).reEncrypt(foreign, "lead:1")).isEmpty();
  }

  @Test
  void aSignatureIsVerifiedForItsMessageAndPurposeOnly() throws Exception {
    Vault vault = new Vault(json(keyset()));
    byte[] signature = vault.signer("a").sign(CLEAR, 16);

    assertThat(signature).hasSize(17);
    assertThat(vault.signer("a").verifies(signature, CLEAR)).isTrue();
    assertThat(vault.signer("b").verifies(signature, CLEAR)).isFalse();
    assertThat(vault.signer("a").verifies(signature, "Durand".getBytes(UTF_8))).isFalse();
    assertThat(vault.signer("a").verifies(Arrays.copyOf(signature, 16), CLEAR)).isFalse();
  }

  @Test
  void afterARotationOldSealsOpenAndOldSignaturesVerify() throws Exception {
    KeysetHandle before = keyset();
    Vault old = new Vault(json(before));
    Vault rotated =
        new Vault(
            json(
                KeysetHandle.newBuilder(before)
                    .addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build()));

    assertThat(rotated.open(old.seal(CLEAR, "o"), "o")).isEqualTo(CLEAR);
    byte[] oldSignature = old.signer("a").sign(CLEAR, 16);
    assertThat(rotated.signer("a").verifies(oldSignature, CLEAR)).isTrue();
    byte[] newSignature = rotated.signer("a").sign(CLEAR, 16);
    assertThat(old.signer("a").verifies(newSignature, CLEAR)).isFalse();
  }

  @Test
  void otherKeysetOpensAndVerifiesNothing() throws Exception {
    Vault one = new Vault(json(keyset()));
    Vault other = new Vault(json(keyset()));

    assertThatThrownBy(() -> other.open(one.seal(CLEAR, "o"), "o"))
        .isInstanceOf(SealBrokenException.class);
    assertThat(other.signer("a").verifies(one.signer("a").sign(CLEAR, 16), CLEAR)).isFalse();
  }

  @Test
  void invalidKeysetIsNamed() {
    assertThatThrownBy(() -> new Vault("{}")).hasMessageContaining("leadloop.vault.keyset");
    assertThatThrownBy(() -> new Vault("no-such-file"))
        .hasMessageContaining("leadloop.vault.keyset");
  }

  private static KeysetHandle keyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
  }

  private static String json(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
  }
}
