package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.vault.TestVault;
import io.leadloop.vault.Vault;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintsTest {
  private final Vault vault = TestVault.create();
  private final Fingerprints fingerprints = new Fingerprints(vault);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"a\":1,\"b\":2}   | { \"b\" : 2, \"a\" : 1 }   | true",
        "{\"a\":\"é\"}       | {\"a\":\"\\u00e9\"}        | true",
        "{\"a\":1.50}        | {\"a\":1.5}                | true",
        "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"c\":2,\"b\":1}} | true",
        "{\"a\":[1,2]}       | {\"a\":[2,1]}              | false",
        "{\"a\":1}           | {\"a\":\"1\"}              | false",
        "{\"a\":null}        | {}                         | false",
        "{\"a\":12345678901234567890} | {\"a\":12345678901234567891} | false"
      })
  void submissionsAreEqualByTheirMeaning(String first, String second, boolean equal) {
    assertThat(fingerprints.match(fingerprints.of(submission("c", first)), submission("c", second)))
        .isEqualTo(equal);
  }

  @ParameterizedTest
  @CsvSource({"c,c,true", "c,d,false"})
  void theCustomerBelongsToTheSubmission(String first, String second, boolean equal) {
    assertThat(
            fingerprints.match(fingerprints.of(submission(first, "{}")), submission(second, "{}")))
        .isEqualTo(equal);
  }

  /** A lead that was resent with a later not_after was refused as a conflict. */
  @ParameterizedTest
  @CsvSource({"2026-12-01T00:00:00Z,2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z,", ","})
  void notAfterIsNotPartOfTheFingerprint(Instant first, Instant second) {
    assertThat(fingerprints.match(fingerprints.of(until(first)), until(second))).isTrue();
  }

  @Test
  void aFingerprintThatWasMadeWithTheTimeStillMatches() {
    Instant time = Instant.parse("2026-12-01T00:00:00Z");
    byte[] stored =
        vault
            .signer("lead-fingerprint")
            .sign("c\nOptional[2026-12-01T00:00:00Z]\n{}".getBytes(UTF_8), 32);
    assertThat(fingerprints.match(stored, until(time))).isTrue();
    assertThat(fingerprints.match(stored, submission("d", "{}"))).isFalse();
  }

  private static LeadSubmission until(Instant notAfter) {
    LeadSubmission plain = submission("c", "{}");
    return new LeadSubmission(
        plain.customer(),
        plain.reference(),
        Optional.ofNullable(notAfter),
        false,
        plain.document(),
        plain.content());
  }

  private static LeadSubmission submission(String customer, String lead) {
    String body = "{\"customer\":\"" + customer + "\",\"reference\":\"r\",\"lead\":" + lead + "}";
    return new SubmissionReader(1000, 64, new LeadSchema("true")).read(body.getBytes(UTF_8), null);
  }
}
