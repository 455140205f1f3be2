package io.leadloop.access.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The values that bind a sign-in to the browser that began it. All are derived from one secret in
 * the browser's cookie, so that nothing is stored before somebody has signed in. No value reveals
 * the secret or another value.
 *
 * @param state returned by the issuer in the address
 * @param nonce returned by the issuer in the ID token
 * @param verifier shown to the issuer with the code (PKCE)
 */
record SignInSecrets(String state, String nonce, String verifier) {
  static SignInSecrets of(String browserSecret) {
    return new SignInSecrets(
        derive(browserSecret, "state"),
        derive(browserSecret, "nonce"),
        derive(browserSecret, "verifier"));
  }

  /** What the issuer is shown of the verifier first, {@code S256}. */
  String challenge() {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean isState(String given) {
    return isEqual(state, given);
  }

  boolean isNonce(String given) {
    return isEqual(nonce, given);
  }

  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(US_ASCII), given.getBytes(US_ASCII));
  }

  private static String derive(String secret, String use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), mac.getAlgorithm()));
      return base64(mac.doFinal(use.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
