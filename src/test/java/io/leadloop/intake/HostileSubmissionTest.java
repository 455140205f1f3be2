package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.vault.TestVault;
import java.nio.charset.Charset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile submissions are refused with a problem or accepted, and never fail with an internal
 * error.
 */
class HostileSubmissionTest {

  private SubmissionReader reader;

  @BeforeEach
  void readSchema() {
    reader = new SubmissionReader(65_536, 64, LeadSchema.byDefault());
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 100, 30_000})
  void whatIsNestedTooDeepIsToldSo(int arrays) {
    ProblemException problem = problem(lead("[".repeat(arrays) + "]".repeat(arrays)));
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_LEAD);
    assertThat(problem).hasMessage("The body is nested more than 64 levels deep.");
  }

  @Test
  void theDeepestAllowedNestingIsAccepted() {
    taken(lead("[".repeat(62) + "]".repeat(62)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "customer", "not_after", "x"})
  void depthCountsInEveryMember(String member) {
    String deep = "[".repeat(500_000);
    String body = member.isEmpty() ? deep : "{\"" + member + "\":" + deep;
    assertThat(problem(body)).hasMessage("The body is nested more than 64 levels deep.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "0."})
  void aNumberThatIsTooLongIsToldSo(String start) {
    ProblemException problem = problem(lead(start + "7".repeat(2000)));
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_LEAD);
    assertThat(problem).hasMessage("A number in the body has more than 1000 digits.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "-1e-999999999", "1e400", "123456789012345678901234567890"})
  void aNumberOfAnySizeIsTaken(String number) {
    taken(lead(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999999999", "1e-9999999999"})
  void aNumberThatNobodyCanHoldIsRefused(String number) {
    assertThat(problem(lead(number)).code().status()).isBetween(400, 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastname", "email", "phone"})
  void aNumberWhereATextBelongsIsInvalid(String member) {
    ProblemException problem =
        problem("{\"customer\":\"c\",\"lead\":{\"" + member + "\":1e999999999}}");
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_LEAD);
  }

  @Test
  void aNameMayBeAsLongAsADocument() {
    String name = "n".repeat(60_000);
    taken(
        "{\"customer\":\"c\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\""
            + name
            + "\":1}}");
    assertThat(problem("{\"" + name + "\":1}").code()).isEqualTo(ErrorCode.INVALID_LEAD);
  }

  /** Regression: each member's ancestors were read again, for minutes and on the event loop. */
  @ParameterizedTest
  @ValueSource(strings = {"é", "_name"})
  @Timeout(60)
  void namesOnThePathOfManyMembersAreReadOnce(String end) {
    String ancestor = "{\"" + "é".repeat(120_000) + end + "\":";
    String members =
        IntStream.range(0, 40_000)
            .mapToObj(i -> "\"" + i + end + "\":1")
            .collect(joining(",", "{", "}"));
    String nested = ("{\"a" + end + "\":").repeat(50) + members + "}".repeat(50);
    ProblemException problem = problem(lead(ancestor + nested + "}"));
    assertThat(problem.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "'x'", "+1", "0x1", "\"\\x\"", "\"\t\""})
  void whatOnlyJavaScriptReadsIsMalformed(String value) {
    assertThat(problem(lead(value)).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void anotherEncodingIsMalformed() {
    String body = lead("1");
    assertThat(problem(body, UTF_16).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  /** Windows programs write it; such a body was refused. */
  @Test
  void aByteOrderMarkIsDropped() {
    assertThat(taken("\uFEFF" + lead("1")).document()).isEqualTo(taken(lead("1")).document());
  }

  @Test
  void halfACharacterIsNoBug() {
    LeadSubmission read = taken(lead("\"\\ud83d\""));
    assertThatCode(() -> new Fingerprints(TestVault.create()).of(read)).doesNotThrowAnyException();
  }

  private LeadSubmission taken(String body) {
    LeadSubmission read = reader.read(body.getBytes(UTF_8), null);
    assertThatCode(() -> new Fingerprints(TestVault.create()).of(read)).doesNotThrowAnyException();
    return read;
  }

  private ProblemException problem(String body) {
    return problem(body, UTF_8);
  }

  private ProblemException problem(String body, Charset charset) {
    return catchThrowableOfType(
        ProblemException.class, () -> reader.read(body.getBytes(charset), null));
  }

  private static String lead(String value) {
    return "{\"customer\":\"c\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\",\"a\":"
        + value
        + "}}";
  }
}
