package io.leadloop.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.FormFields;
import io.leadloop.oplead.profile.ProfileReader;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostedFormReaderTest {
  private static final String URLENCODED = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=b";

  private final PostedFormReader reader =
      new PostedFormReader(new FormFields(new ProfileReader().bundled()));

  @Test
  void allThreeTypesAreReadAlike() {
    PostedForm json =
        read(
            "application/json", "{'form':'q','token':'t','ctc_lastname':'Léa'}".replace('\'', '"'));
    PostedForm encoded = read(URLENCODED, "form=q&token=t&ctc_lastname=L%C3%A9a");
    PostedForm multipart =
        read(
            MULTIPART,
            part("form", "q") + part("token", "t") + part("ctc_lastname", "Léa") + end());
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
    PostedForm form = reader.read(URLENCODED + (declared == null ? "" : declared), body);
    assertThat(form.fields().path("ctc_city").asText()).isEqualTo("Orléans");
  }

  @Test
  void aFieldThatIsGivenTwiceIsAList() {
    assertThat(read(URLENCODED, "a=1&b=x+y&a=2&a=3").fields())
        .hasToString("{\"a\":[\"1\",\"2\",\"3\"],\"b\":\"x y\"}");
  }

  @Test
  void aFileIsKeptApart() {
    byte[] body =
        (part("form", "q") + file("devis", "a.pdf", "%PDF-\u00ff") + end()).getBytes(ISO_8859_1);
    PostedForm form = reader.read(MULTIPART, body);
    assertThat(form.fields()).isEmpty();
    assertThat(form.file()).hasValueSatisfying(file -> assertThat(file.part()).isEqualTo("devis"));
    assertThat(form.file().orElseThrow().bytes()).isEqualTo("%PDF-\u00ff".getBytes(ISO_8859_1));
    assertThat(form.file().orElseThrow().fileName()).isEqualTo("a.pdf");
  }

  /** As a browser sends a file field that was left empty. */
  @Test
  void anEmptyFileIsNone() {
    assertThat(read(MULTIPART, part("form", "q") + file("f", "", "") + end()).file()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"form\":          | MALFORMED_BODY",
        "application/json | [1]                  | MALFORMED_BODY",
        "application/json | {\"a\":1,\"a\":2}    | MALFORMED_BODY",
        "application/json | {} {}                | MALFORMED_BODY",
        "application/x-www-form-urlencoded | a=%zz | MALFORMED_FORM",
        "multipart/form-data | xyz               | MALFORMED_FORM",
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

  @ParameterizedTest
  @ValueSource(strings = {"application/json", URLENCODED})
  void withoutABodyThereIsNoForm(String type) {
    if (type.equals(URLENCODED)) {
      assertThat(reader.read(type, null).token()).isEmpty();
    } else {
      assertThatThrownBy(() -> reader.read(type, null)).isInstanceOf(ProblemException.class);
    }
  }

  private PostedForm read(String type, String body) {
    return reader.read(type, body.getBytes(UTF_8));
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String file(String name, String fileName, String content) {
    return ("--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n%s\r\n")
        .formatted(name, fileName, content);
  }

  private static String end() {
    return "--b--\r\n";
  }
}
