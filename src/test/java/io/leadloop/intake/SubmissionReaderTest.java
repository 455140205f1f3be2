package io.leadloop.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.text.LeadValues;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {
  private static final int MAX_LEAD_BYTES = 200;
  private static final int MAX_NESTING = 5;

  private final SubmissionReader reader =
      new SubmissionReader(MAX_LEAD_BYTES, MAX_NESTING, new LeadSchema("true"));

  @Test
  void aSubmissionIsReadWithItsDocumentAsItCame() {
    String lead = "{ \"b\":1.0, \"a\" : \"\\u00e9é😀\", \"a\":[ {} ] ,\"n\":1e400}";
    LeadSubmission read =
        read("{\"customer\":\"c\",\"lead\":" + lead + ",\"reference\":\"r\"}", null);

    assertThat(read.customer()).isEqualTo("c");
    assertThat(read.reference()).contains("r");
    assertThat(new String(read.document(), UTF_8)).isEqualTo(lead);
  }

  @Test
  void aNameWithHalfASurrogatePairIsReadAsItCame() {
    String lead = "{\"\u08fe,\\uaBcC\\uD83D\u00a0\":1}";
    LeadSubmission read = read("{\"customer\":\"c\",\"lead\":" + lead + "}", null);
    assertThat(new String(read.document(), UTF_8)).isEqualTo(lead);
  }

  /** A parser with lower limits would lose the outcome of an accepted lead. */
  @Test
  void acceptedDocumentsAreReadableForLeadValues() {
    SubmissionReader wide = new SubmissionReader(Integer.MAX_VALUE, 1_000, new LeadSchema("true"));
    Stream.of(
            "{\"" + "n".repeat(50_001) + "\":1}",
            "{\"n\":" + "9".repeat(1_000) + "}",
            "{\"a\":" + "[".repeat(990) + "]".repeat(990) + "}",
            "{\"text\":\"" + "x".repeat(20_000_001) + "\"}")
        .forEach(
            lead -> {
              String body = "{\"customer\":\"c\",\"lead\":" + lead + "}";
              byte[] document = wide.read(body.getBytes(UTF_8), null).document();
              assertThat(LeadValues.of(document)).isPresent();
            });
  }

  @Test
  void theHeaderIsTheReferenceIfTheBodyHasNone() {
    assertThat(read("{\"customer\":\"c\",\"lead\":{}}", "k").reference()).contains("k");
    assertThat(read("{\"customer\":\"c\",\"lead\":{},\"reference\":null}", "k").reference())
        .contains("k");
    assertThat(read("{\"customer\":\"c\",\"lead\":{},\"reference\":\"r\"}", "k").reference())
        .contains("r");
    assertThat(read("{\"customer\":\"c\",\"lead\":{}}", null).reference()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "lead",
        "{\"customer\":\"c\"",
        "{\"lead\":{\"a\":}}",
        "{} {}",
        "{\"a\":01}"
      })
  void whatIsNotJsonIsMalformed(String body) {
    assertThat(problem(body).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class, () -> reader.read(new byte[] {'"', (byte) 0xC3, '"'}, null));
    assertThat(problem.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void aMalformedBodyIsNotRepeatedInTheAnswer() {
    assertThat(problem("{\"lead\": Dupont}").getMessage()).doesNotContain("Dupont");
  }

  @Test
  void aLeadMayHaveNotAfter() {
    String inTime = "{\"customer\":\"c\",\"lead\":{},\"not_after\":\"2026-01-02T04:04:06+01:00\"}";
    assertThat(read(inTime, null).notAfter()).contains(Instant.parse("2026-01-02T03:04:06Z"));
  }

  static Stream<Arguments> rejections() {
    return Stream.of(
        Arguments.of("{}", "/customer", "is required"),
        Arguments.of("{\"customer\":\"c\"}", "/lead", "is required"),
        Arguments.of("[]", "", "must be an object"),
        Arguments.of("{\"customer\":1,\"lead\":{}}", "/customer", "must be a string"),
        Arguments.of("{\"customer\":null,\"lead\":{}}", "/customer", "must be a string"),
        Arguments.of(
            "{\"customer\":\"\",\"lead\":{}}",
            "/customer",
            "must be 1 to 63 characters, none a control character"),
        Arguments.of("{\"customer\":\"c\",\"lead\":[]}", "/lead", "must be an object"),
        Arguments.of("{\"customer\":\"c\",\"lead\":null}", "/lead", "must be an object"),
        Arguments.of("{\"customer\":\"c\",\"lead\":{},\"x\":{\"y\":1}}", "/x", "is not known here"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"a/b~c\":1}", "/a~1b~0c", "is not known here"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"customer\":\"d\"}", "/customer", "is given twice"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"reference\":7}", "/reference", "must be a string"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"reference\":\"a\\u0000\"}",
            "/reference",
            "must be 1 to 128 characters, none a control character"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"reference\":\"a\\ud83d\"}",
            "/reference",
            "must be 1 to 128 characters, none a control character"),
        Arguments.of(
            "{\"customer\":\"c\",\"lead\":{},\"not_after\":\"tomorrow\"}",
            "/not_after",
            "must be a time as in RFC 3339"),
        ours("provider_name"),
        ours("provider_webhook_url"),
        ours("provider"));
  }

  private static Arguments ours(String member) {
    return Arguments.of(
        "{\"customer\":\"c\",\"lead\":{\"lastname\":\"x\",\"" + member + "\":\"y\"}}",
        "/lead/" + member,
        "is set by the gateway and may not be given");
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void whatIsWrongIsToldWithItsPlace(String body, String pointer, String detail) {
    ProblemException problem = problem(body);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_LEAD);
    assertThat(problem.errors()).contains(new FieldError(pointer, detail));
  }

  @Test
  void allErrorsAreReportedAtOnce() {
    assertThat(problem("{\"reference\":[1],\"x\":1}").errors())
        .extracting(FieldError::pointer)
        .containsExactly("/reference", "/x", "/customer", "/lead");
  }

  @Test
  void aDeeperMemberOfTheSameNameIsTheProvidersOwn() {
    String lead = "{\"a\":{\"provider_name\":1}}";
    assertThat(read("{\"customer\":\"c\",\"lead\":" + lead + "}", null).document())
        .isEqualTo(lead.getBytes(UTF_8));
  }

  /** Oplead may read these as the gateway's own members. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "{'Provider_Webhook_URL':1} /lead/Provider_Webhook_URL",
        "{'provider.webhook_url':1} /lead/provider.webhook_url",
        "{'provider[webhook_url]':1} /lead/provider[webhook_url]",
        "{'provider[webhook_url][]':1} /lead/provider[webhook_url][]",
        "{'provider/webhook/url':1} /lead/provider~1webhook~1url",
        "{'lead[provider][webhook_url]':1} /lead/lead[provider][webhook_url]",
        "{'providerName':1} /lead/providerName",
        "{'provider_webhook_url_':1} /lead/provider_webhook_url_",
        "{'_provider__':1} /lead/_provider__",
        "{'provider_webhook':{'u_r_l':1}} /lead/provider_webhook/u_r_l",
        "{'PROVIDER':1} /lead/PROVIDER",
        "{'provider-name':1} /lead/provider-name",
        "{'Provider_Name':1} /lead/Provider_Name",
        "{'provider[name]':1} /lead/provider[name]",
        "{'provider.name':1} /lead/provider.name",
        "{'Provider':{'name':1}} /lead/Provider",
        "{'ｐｒｏｖｉｄｅｒ＿ｎａｍｅ':1} /lead/ｐｒｏｖｉｄｅｒ＿ｎａｍｅ",
        "{'provider%5Fname':1} /lead/provider%5Fname",
        "{'\\u0070rovider':1} /lead/provider",
        "{'a':{'provider_webhook_url':1}} /lead/a/provider_webhook_url",
        "{'a':[0,{'provider':{'webhookUrl':1}}]} /lead/a/1/provider/webhookUrl",
        "{'a':{'provider_webhook_url':1},'a':{}} /lead/a/provider_webhook_url"
      })
  void aMemberThatOpleadMayTakeForTheGatewaysOwnIsRefused(String lead, String pointer) {
    String body = "{\"customer\":\"c\",\"lead\":" + lead.replace('\'', '"') + "}";

    assertThat(problem(body).errors())
        .extracting(FieldError::pointer, FieldError::detail)
        .contains(tuple(pointer, "is set by the gateway and may not be given"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'insurance_provider_name':1}", "{'webhook_url':1}", "{'name':{'provider':1}}",
        "{'energy':{'provider':'EDF'}}", "{'providers':1}", "{'url':'provider_webhook_url'}"
      })
  void aMemberOfAnotherNamePasses(String lead) {
    String document = lead.replace('\'', '"');
    assertThat(read("{\"customer\":\"c\",\"lead\":" + document + "}", null).document())
        .isEqualTo(document.getBytes(UTF_8));
  }

  @Test
  void aDocumentMayBeAsLongAsTheLimitAndNoLonger() {
    String fits = "{\"a\":\"" + "x".repeat(MAX_LEAD_BYTES - 8) + "\"}";
    String over = "{\"a\":\"" + "x".repeat(MAX_LEAD_BYTES - 9) + "é\"}";

    assertThat(read("{\"customer\":\"c\",\"lead\":" + fits + "}", null).document())
        .hasSize(MAX_LEAD_BYTES);
    assertThat(problem("{\"customer\":\"c\",\"lead\":" + over + "}").code())
        .isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  @Test
  void aReferenceIsCountedInCharactersAsAReaderWould() {
    String longest = "😀".repeat(128);
    assertThat(
            read("{\"customer\":\"c\",\"lead\":{},\"reference\":\"" + longest + "\"}", null)
                .reference())
        .contains(longest);
    assertThat(
            problem("{\"customer\":\"c\",\"lead\":{},\"reference\":\"" + longest + "x\"}").code())
        .isEqualTo(ErrorCode.INVALID_LEAD);
  }

  private LeadSubmission read(String body, String idempotencyKey) {
    return reader.read(body.getBytes(UTF_8), idempotencyKey);
  }

  private ProblemException problem(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body, null));
  }
}
