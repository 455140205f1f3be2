package io.leadloop.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Tink AEAD keyset, read once at the start: its cipher, and signing keys derived from its keys.
 */
final class Keyset {
  private static final int DERIVED_KEY_BYTES = 32;

  private final String json;
  private final KeysetHandle handle;
  private final byte[] primaryPrefix;

  private Keyset(String json) {
    this.json = json;
    this.handle = parse(json);
    this.primaryPrefix =
        handle.getPrimary().getKey() instanceof AeadKey key
            ? key.getOutputPrefix().toByteArray()
            : new byte[0];
  }

  /**
   * @param source the JSON itself, or the path of a file that holds it
   */
  static Keyset read(String source) {
    try {
      boolean isJson = source.stripLeading().startsWith("{");
      return new Keyset(isJson ? source : Files.readString(Path.of(source)));
    } catch (IOException e) {
      throw new UncheckedIOException("leadloop.vault.keyset cannot be read: " + source, e);
    }
  }

  Aead aead() {
    try {
      return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw noKeyset(e);
    }
  }

  /**
   * Whether the keyset's primary key sealed these bytes, judged by the key id that Tink prepends to
   * the ciphertext. False for keys without a prefix.
   */
  boolean isOfPrimaryKey(byte[] sealed) {
    int length = primaryPrefix.length;
    return length > 0
        && sealed.length > length
        && Arrays.equals(primaryPrefix, 0, length, sealed, 0, length);
  }

  static KeysetHandle parse(String json) {
    try {
      AeadConfig.register();
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw noKeyset(e);
    }
  }

  private static IllegalStateException noKeyset(GeneralSecurityException e) {
    return new IllegalStateException("leadloop.vault.keyset is not a Tink AEAD keyset", e);
  }

  /**
   * Signing keys for one purpose, the primary first. Each is derived from one enabled key of the
   * keyset by HKDF-SHA-256 (RFC 5869) with the purpose as info, so operators keep only the keyset,
   * and rotating it rotates these too.
   */
  List<SigningKey> derive(String purpose) {
    try {
      JsonNode keyset = new ObjectMapper().readTree(json);
      long primary = keyset.path("primaryKeyId").asLong();
      List<SigningKey> keys = new ArrayList<>();
      for (JsonNode key : keyset.path("key")) {
        if ("ENABLED".equals(key.path("status").asText())) {
          long id = key.path("keyId").asLong();
          keys.add(id == primary ? 0 : keys.size(), derive(key, (byte) id, purpose));
        }
      }
      return List.copyOf(keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("leadloop.vault.keyset is not a Tink keyset", e);
    }
  }

  private static SigningKey derive(JsonNode key, byte version, String purpose)
      throws GeneralSecurityException {
    byte[] material = Base64.getDecoder().decode(key.path("keyData").path("value").asText());
    byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] derived = Hkdf.computeHkdf("HMACSHA256", material, null, info, DERIVED_KEY_BYTES);
    return new SigningKey(
        version, new PrfHmacJce("HMACSHA256", new SecretKeySpec(derived, "HMAC")));
  }

  /**
   * @param version the low byte of the keyset's key id: a hint that may be shared by two keys
   */
  record SigningKey(byte version, PrfHmacJce hmac) {
    byte[] mac(byte[] message, int bytes) {
      try {
        return hmac.compute(message, bytes);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HMAC-SHA256 failed", e);
      }
    }
  }
}
