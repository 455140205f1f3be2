package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies signatures of both schemes by Java's own cryptography, as a receiver would. */
final class JavaVerifier {
  private static final String X509_OF_ED25519 = "302a300506032b6570032100";

  private JavaVerifier() {}

  /**
   * @param text what the receiver was given
   * @param signatures the header
   */
  static boolean accepts(String text, String id, long timestamp, String signatures, byte[] body)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(text.substring(text.indexOf('_') + 1));
    byte[] content = (id + "." + timestamp + "." + new String(body, UTF_8)).getBytes(UTF_8);
    boolean symmetric = text.startsWith("whsec_");
    for (String each : signatures.split(" ")) {
      String[] parts = each.split(",", 2);
      if (parts[0].equals(symmetric ? "v1" : "v1a")) {
        byte[] signature = Base64.getDecoder().decode(parts[1]);
        if (symmetric
            ? MessageDigest.isEqual(mac(key, content), signature)
            : verifies(key, content, signature)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] mac(byte[] key, byte[] content) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(content);
  }

  private static boolean verifies(byte[] key, byte[] content, byte[] signature)
      throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex(X509_OF_ED25519);
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    PublicKey publicKey =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey);
    verifier.update(content);
    return verifier.verify(signature);
  }
}
