package io.leadloop.simulator.receiver.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signs with the libraries of Standard Webhooks and Tink, which share no code with the verifier.
 */
class SignatureVerifierTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final String SECOND = Long.toString(NOW.getEpochSecond());
  private static final String ID = "0198f3c2-7a10-7000-8000-0000000000e1";
  private static final String BODY = "{\"sequence\": 3, \"status\": \"Gagné\"}";
  private static final String SECRET = secret(1);
  private static final String OTHER = secret(2);

  @Test
  void signatureOfTheLibraryIsValid() throws Exception {
    assertThat(verify(message(SECOND, v1(SECRET, SECOND)), SECRET))
        .isEqualTo(SignatureVerdict.VALID);
  }

  @Test
  void signatureOfAnotherSecretIdTimeOrBodyIsWrong() throws Exception {
    String signature = v1(SECRET, SECOND);
    String earlier = Long.toString(NOW.getEpochSecond() - 1);
    assertThat(
            List.of(
                verify(message(SECOND, signature), OTHER),
                verify(message(earlier, signature), SECRET),
                verify(new SignedMessage("x", SECOND, signature, Buffer.buffer(BODY)), SECRET),
                verify(new SignedMessage(ID, SECOND, signature, Buffer.buffer("{}")), SECRET)))
        .containsOnly(SignatureVerdict.WRONG);
  }

  @Test
  void publicKeySignatureIsValidForItsMessageOnly() throws Exception {
    KeyPair pair = keyPair();
    SignatureVerifier verifier = new SignatureVerifier(List.of(publicKey(pair)));
    String signature = v1a(pair, SECOND);
    assertThat(verifier.verify(message(SECOND, signature), NOW)).isEqualTo(SignatureVerdict.VALID);
    assertThat(
            verifier.verify(
                new SignedMessage(ID, SECOND, signature, Buffer.buffer(BODY + " ")), NOW))
        .isEqualTo(SignatureVerdict.WRONG);
    assertThat(verifier.verify(message(SECOND, v1a(keyPair(), SECOND)), NOW))
        .isEqualTo(SignatureVerdict.WRONG);
    assertThat(verifier.schemes()).containsExactly("v1a");
  }

  @Test
  void oneOfSeveralSignaturesAndKeysIsEnough() throws Exception {
    KeyPair pair = keyPair();
    SignatureVerifier rotating = new SignatureVerifier(List.of(SECRET, OTHER, publicKey(pair)));
    assertThat(rotating.schemes()).containsExactly("v1", "v1a");
    for (String signatures :
        List.of(
            v1(OTHER, SECOND),
            v1(secret(3), SECOND) + " " + v1(SECRET, SECOND),
            "v2,AAAA v1,~ v1 ,x " + v1a(pair, SECOND),
            v1(secret(3), SECOND) + " " + v1a(pair, SECOND))) {
      assertThat(rotating.verify(message(SECOND, signatures), NOW))
          .as(signatures)
          .isEqualTo(SignatureVerdict.VALID);
    }
  }

  @Test
  void schemesAreNotInterchangeable() throws Exception {
    String renamed = v1(SECRET, SECOND).replace("v1,", "v1a,");
    assertThat(verify(message(SECOND, renamed), SECRET)).isEqualTo(SignatureVerdict.WRONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 200})
  void malformedSignatureDoesNotSpoilTheNextOne(int length) throws Exception {
    KeyPair pair = keyPair();
    SignatureVerifier verifier = new SignatureVerifier(List.of(publicKey(pair)));
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xff);
    String malformed = "v1a," + Base64.getEncoder().encodeToString(bytes);
    assertThat(verifier.verify(message(SECOND, malformed), NOW)).isEqualTo(SignatureVerdict.WRONG);
    assertThat(verifier.verify(message(SECOND, v1a(pair, SECOND)), NOW))
        .isEqualTo(SignatureVerdict.VALID);
  }

  @ParameterizedTest
  @CsvSource({"-301, STALE", "-300, VALID", "300, VALID", "301, STALE"})
  void timestampMayBeFiveMinutesOff(int seconds, SignatureVerdict verdict) throws Exception {
    String time = Long.toString(NOW.getEpochSecond() + seconds);
    assertThat(verify(message(time, v1(SECRET, time)), SECRET)).isEqualTo(verdict);
  }

  @Test
  void wrongSignatureWithAnOldTimestampIsWrong() throws Exception {
    assertThat(verify(message("1", v1(OTHER, "1")), SECRET)).isEqualTo(SignatureVerdict.WRONG);
  }

  @Test
  void messageWithoutOneOfItsHeadersIsMissingIt() throws Exception {
    String signature = v1(SECRET, SECOND);
    Buffer body = Buffer.buffer(BODY);
    assertThat(
            List.of(
                verify(new SignedMessage(null, SECOND, signature, body), SECRET),
                verify(new SignedMessage(ID, null, signature, body), SECRET),
                verify(new SignedMessage(ID, SECOND, null, body), SECRET),
                verify(message("tomorrow", signature), SECRET),
                verify(message("-1", signature), SECRET)))
        .containsOnly(SignatureVerdict.MISSING);
  }

  @Test
  void withoutASecretNothingIsChecked() {
    assertThat(verify(message(SECOND, "v1,x"))).isEqualTo(SignatureVerdict.UNCHECKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_not~base64~MfKQ9r8GKYqrTwjUPD8ILPZ",
        "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjU",
      })
  void unusableSecretIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignatureVerifier(List.of(text)))
        .satisfies(
            refusal -> {
              if (text.length() > 10) {
                assertThat(refusal.getMessage()).doesNotContain(text.substring(6));
              }
            });
  }

  private static SignatureVerdict verify(SignedMessage message, String... secrets) {
    return new SignatureVerifier(List.of(secrets)).verify(message, NOW);
  }

  private static SignedMessage message(String timestamp, String signatures) {
    return new SignedMessage(ID, timestamp, signatures, Buffer.buffer(BODY));
  }

  private static String v1(String secret, String timestamp) throws WebhookSigningException {
    return new Webhook(secret).sign(ID, Long.parseLong(timestamp), BODY);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String v1a(KeyPair pair, String timestamp) throws GeneralSecurityException {
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(pair.getPrivate());
    signing.update((ID + "." + timestamp + "." + BODY).getBytes(UTF_8));
    return "v1a," + Base64.getEncoder().encodeToString(signing.sign());
  }

  /** The last 32 bytes of an X.509 key are the raw one (RFC 8410). */
  private static String publicKey(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "whpk_" + Base64.getEncoder().encodeToString(raw);
  }

  private static String secret(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }
}
