package io.leadloop.push.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures are those of Standard Webhooks, checked by its own library and by Java's Ed25519. */
class SigningSecretTest {
  private static final String ID = "0198f3a2-0000-7000-8000-0000000000e1";
  private static final long NOW = Instant.now().getEpochSecond();
  private static final byte[] BODY = "{\"status\":\"Gagné\"}".getBytes(UTF_8);

  /** The private key of RFC 8032, section 7.1, test 1. */
  private static final byte[] SEED =
      HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  @Test
  void standardLibraryVerifiesV1() throws Exception {
    SigningSecret secret = SigningSecret.generate(SigningScheme.V1);
    Webhook receiver = new Webhook(secret.text());
    String signature = secret.sign(ID, NOW, BODY);

    assertThatCode(() -> verify(receiver, ID, NOW, signature, BODY)).doesNotThrowAnyException();
    assertThat(receiver.sign(ID, NOW, new String(BODY, UTF_8))).isEqualTo(signature);
    assertThatThrownBy(() -> verify(receiver, ID + "x", NOW, signature, BODY))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(receiver, ID, NOW - 1, signature, BODY))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(receiver, ID, NOW, signature, "{}".getBytes(UTF_8)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void eitherSecretOfARotationVerifiesByTheStandardLibrary() {
    List<SigningSecret> secrets =
        List.of(SigningSecret.generate(SigningScheme.V1), SigningSecret.generate(SigningScheme.V1));
    String signatures = signatures(secrets);

    assertThat(signatures.split(" "))
        .containsExactly(secrets.get(0).sign(ID, NOW, BODY), secrets.get(1).sign(ID, NOW, BODY));
    for (SigningSecret secret : secrets) {
      assertThatCode(() -> verify(new Webhook(secret.text()), ID, NOW, signatures, BODY))
          .doesNotThrowAnyException();
    }
    String other = SigningSecret.generate(SigningScheme.V1).text();
    assertThatThrownBy(() -> verify(new Webhook(other), ID, NOW, signatures, BODY))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private static String signatures(List<SigningSecret> secrets) {
    PushMessage message =
        new PushMessage(
            UUID.fromString(ID), "t", "/s", null, Instant.EPOCH, OptionalInt.empty(), BODY);
    PushTarget target = new PushTarget(URI.create("https://crm.example/"), secrets);
    return SignedPost.of(target, message, 1, Instant.ofEpochSecond(NOW))
        .headers()
        .get("webhook-signature");
  }

  private static void verify(
      Webhook receiver, String id, long timestamp, String signatures, byte[] body)
      throws WebhookVerificationException {
    receiver.verify(
        new String(body, UTF_8),
        HttpHeaders.of(
            Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(timestamp)),
                "webhook-signature", List.of(signatures)),
            (name, value) -> true));
  }

  @Test
  void javaVerifiesV1a() throws Exception {
    SigningSecret secret = SigningSecret.generate(SigningScheme.V1A);
    String signature = secret.sign(ID, NOW, BODY);

    assertThat(signature).startsWith("v1a,");
    assertThat(JavaVerifier.accepts(secret.text(), ID, NOW, signature, BODY)).isTrue();
    assertThat(JavaVerifier.accepts(secret.text(), ID, NOW + 1, signature, BODY)).isFalse();
    assertThat(JavaVerifier.accepts(secret.text(), ID, NOW, signature, new byte[0])).isFalse();
    assertThat(
            JavaVerifier.accepts(
                SigningSecret.generate(SigningScheme.V1A).text(), ID, NOW, signature, BODY))
        .isFalse();
  }

  /** Computed by OpenSSL 3.0 (openssl mac, openssl pkeyutl). */
  @Test
  void signaturesAreThoseOfOtherImplementations() {
    byte[] body = "{\"a\":1}".getBytes(UTF_8);
    assertThat(SigningSecret.of(SigningScheme.V1, SEED).sign("msg_1", 1_795_862_600L, body))
        .isEqualTo("v1,BzF32LBZzDCJzN3/OG4SGbzPiODSBBcSHhCQYguEDgo=");
    assertThat(SigningSecret.of(SigningScheme.V1A, SEED).sign("msg_1", 1_795_862_600L, body))
        .isEqualTo(
            "v1a,Gnxcd22IC0MbtcZe7nzL5IVaeZWHQ+pw7k7CsRbo6Pb/NmLHyG6u0f/sSAKoBecfh3bVl7CSK6Q4+RzCYON7AA==");
  }

  @Test
  void publicKeyIsThatOfTheRfc() {
    String expected =
        Base64.getEncoder()
            .encodeToString(
                HexFormat.of()
                    .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    SigningSecret secret = SigningSecret.of(SigningScheme.V1A, SEED);
    assertThat(secret.publicKey()).contains("whpk_" + expected);
    assertThat(secret.text()).isEqualTo("whpk_" + expected);
  }

  @Test
  void receiversOfV1GetTheSecret() {
    SigningSecret secret = SigningSecret.of(SigningScheme.V1, SEED);
    assertThat(secret.text()).isEqualTo("whsec_" + Base64.getEncoder().encodeToString(SEED));
    assertThat(secret.publicKey()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void storedSecretSignsTheSame(SigningScheme scheme) {
    SigningSecret secret = SigningSecret.generate(scheme);
    SigningSecret restored = SigningSecret.of(scheme, secret.bytes());
    assertThat(secret.bytes()).hasSize(32);
    assertThat(restored.sign(ID, NOW, BODY)).isEqualTo(secret.sign(ID, NOW, BODY));
    assertThat(restored.text()).isEqualTo(secret.text());
    assertThat(SigningSecret.generate(scheme).bytes()).isNotEqualTo(secret.bytes());
  }

  @ParameterizedTest
  @EnumSource
  void severalThreadsSignAtOnce(SigningScheme scheme) {
    SigningSecret secret = SigningSecret.generate(scheme);
    String expected = secret.sign(ID, NOW, BODY);
    assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> secret.sign(ID, NOW, BODY)))
        .hasSize(2_000)
        .containsOnly(expected);
  }

  @Test
  void aPrivateKeyIsNeverShown() {
    SigningSecret secret = SigningSecret.generate(SigningScheme.V1A);
    assertThat(secret.text())
        .doesNotContain(Base64.getEncoder().encodeToString(secret.bytes()))
        .isEqualTo(secret.publicKey().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfASecretIsPrinted(SigningScheme scheme) {
    SigningSecret secret = SigningSecret.generate(scheme);
    assertThat(secret).hasToString("SigningSecret[" + scheme.wireName() + ", ***]");
  }

  @Test
  void aSecretOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> SigningSecret.of(SigningScheme.V1, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void schemesAreNamedAsInTheStandard() {
    assertThat(SigningScheme.ofWireName("v1")).contains(SigningScheme.V1);
    assertThat(SigningScheme.ofWireName("v1a")).contains(SigningScheme.V1A);
    assertThat(SigningScheme.ofWireName("V1")).isEmpty();
    assertThat(SigningScheme.ofWireName("v2")).isEmpty();
  }
}
