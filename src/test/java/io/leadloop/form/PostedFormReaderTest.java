package io.leadloop.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.FormFields;
import io.leadloop.oplead.profile.ProfileReader;
import io.leadloop.update.document.FormField;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostedFormReaderTest {
  private static final String URLENCODED = "application/x-www-form-urlencoded";

  private final PostedFormReader reader =
      new PostedFormReader(new FormFields(new ProfileReader().bundled()));

  @Test
  void allThreeTypesAreReadAlike() {
    PostedForm json =
        read(
            "application/json", "{'form':'q','token':'t','ctc_lastname':'Léa'}".replace('\'', '"'));
    PostedForm encoded = read(URLENCODED, "form=q&token=t&ctc_lastname=L%C3%A9a");
    PostedForm multipart =
        reader.read(
            List.of(
                field("form", "q", UTF_8),
                field("token", "t", UTF_8),
                field("ctc_lastname", "Léa", UTF_8)));
    assertThat(encoded).isEqualTo(json);
    assertThat(multipart).isEqualTo(json);
    assertThat(json.name()).isEqualTo("q");
    assertThat(json.token()).isEqualTo("t");
    assertThat(json.fields()).hasToString("{\"ctc_lastname\":\"Léa\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,",
    "windows-1252,",
    "ISO-8859-1,; charset=ISO-8859-1",
    "UTF-8,; charset=utf-8"
  })
  void textsAreReadInTheirCharset(String charset, String declared) {
    byte[] body = "form=q&ctc_city=Orléans".getBytes(Charset.forName(charset));
    PostedForm form =
        reader.read(URLENCODED, URLENCODED + (declared == null ? "" : declared), body);
    assertThat(form.fields().path("ctc_city").asText()).isEqualTo("Orléans");
  }

  /** Regression: only UTF-8 was read in JSON. */
  @ParameterizedTest
  @CsvSource({
    "UTF-8,",
    "windows-1252,",
    "ISO-8859-1,; charset=ISO-8859-1",
    "UTF-16,; charset=utf-16"
  })
  void jsonIsReadInItsCharsetToo(String charset, String declared) {
    String type = "application/json";
    byte[] body = "{\"ctc_city\":\"Orléans\"}".getBytes(Charset.forName(charset));
    PostedForm form = reader.read(type, type + (declared == null ? "" : declared), body);
    assertThat(form.fields().path("ctc_city").asText()).isEqualTo("Orléans");
  }

  /** Regression: 9000.00 became 9E+3, and the zeros of 10e2147483647 an internal error. */
  @ParameterizedTest
  @ValueSource(strings = {"9000.00", "0.10", "-12.50", "1234567890123456789012345", "75011"})
  void aNumberIsAsItWasPosted(String number) {
    assertThat(read("application/json", "{\"ctc_budget\":" + number + "}").fields())
        .hasToString("{\"ctc_budget\":" + number + "}");
  }

  @Test
  void theLargestExponentIsRead() {
    assertThat(read("application/json", "{\"a\":10e2147483647}").fields().has("a")).isTrue();
  }

  /** Regression: all fields after a number sign were lost, as was a question mark in front. */
  @Test
  void aFormHasNoFragmentAndNoQuery() {
    PostedForm form =
        read(
            URLENCODED, "?x=1&form=q&message=Lot #4&token=t&ctc_phone=0601020304&optin=1&a#b=#%23");
    assertThat(form.name()).isEqualTo("q");
    assertThat(form.token()).isEqualTo("t");
    assertThat(form.fields())
        .hasToString(
            "{'?x':'1','message':'Lot #4','ctc_phone':'0601020304','optin':'1','a#b':'##'}"
                .replace('\'', '"'));
    assertThat(read(URLENCODED, "?").fields()).hasToString("{\"?\":\"\"}");
    assertThat(read(URLENCODED, "#=1").fields()).hasToString("{\"#\":\"1\"}");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,", "windows-1252,", "ISO-8859-1,; charset=ISO-8859-1"})
  void aNumberSignIsReadInEachCharset(String charset, String declared) {
    byte[] body = "ctc_city=Orléans #4&optin=1".getBytes(Charset.forName(charset));
    PostedForm form =
        reader.read(URLENCODED, URLENCODED + (declared == null ? "" : declared), body);
    assertThat(form.fields()).hasToString("{\"ctc_city\":\"Orléans #4\",\"optin\":\"1\"}");
  }

  @Test
  void aFieldThatIsGivenTwiceIsAList() {
    assertThat(read(URLENCODED, "a=1&b=x+y&a=2&a=3").fields())
        .hasToString("{\"a\":[\"1\",\"2\",\"3\"],\"b\":\"x y\"}");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, UTF-8", "windows-1252, UTF-8", "windows-1252, ISO-8859-1", "UTF-8, US-ASCII"})
  void textsOfPartsAreReadInTheirCharset(String charset, String declared) {
    PostedForm form =
        reader.read(
            List.of(
                new FormField(
                    "ctc_city",
                    "Orléans".getBytes(Charset.forName(charset)),
                    Charset.forName(declared))));
    assertThat(form.fields().path("ctc_city").asText()).isEqualTo("Orléans");
  }

  @Test
  void aTokenThatIsGivenTwiceIsNone() {
    assertThat(read(URLENCODED, "form=q&token=t&token=t").token()).isEmpty();
    assertThat(reader.read(List.of(field("token", "t", UTF_8), field("token", "t", UTF_8))).token())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"form\":          | MALFORMED_BODY",
        "application/json | [1]                  | MALFORMED_BODY",
        "application/json | {\"a\":1,\"a\":2}    | MALFORMED_BODY",
        "application/json | {} {}                | MALFORMED_BODY",
        "application/json | {\"a\":1e99999999999}  | MALFORMED_BODY",
        "application/json | {\"a\":-1e-99999999999} | MALFORMED_BODY",
        "application/x-www-form-urlencoded | a=%zz | MALFORMED_FORM",
      })
  void whatCannotBeReadIsRefusedWithoutBeingQuoted(String type, String body, ErrorCode code) {
    assertThatThrownBy(() -> read(type, body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.getMessage()).doesNotContain(body);
            });
  }

  /** Those beyond the most were once left out without a word. */
  @Test
  void tooManyFieldsAreRefused() {
    String thousand = "a=1&".repeat(1_000);
    assertThat(read(URLENCODED, thousand).fields().path("a")).hasSize(1_000);
    assertThatThrownBy(() -> read(URLENCODED, thousand + "b=1"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void aFormWithoutPartsIsNone() {
    assertThatThrownBy(() -> reader.read(List.of()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("boundary");
  }

  @Test
  void withoutABodyThereIsNoForm() {
    assertThat(read(URLENCODED, "").token()).isEmpty();
    assertThatThrownBy(() -> read("application/json", "")).isInstanceOf(ProblemException.class);
  }

  private PostedForm read(String type, String body) {
    return reader.read(type, type, body.getBytes(UTF_8));
  }

  private static FormField field(String name, String value, Charset charset) {
    return new FormField(name, value.getBytes(charset), charset);
  }
}
