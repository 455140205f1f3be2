package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=",
        "application/json;",
        " application/json ; charset",
        "text/json",
        "text/json; charset=\"utf-8\"",
        "application/vnd.acme.lead+json",
        "application/ld+json;profile=\"a;b\""
      })
  void jsonHasOneName(String header) {
    assertThat(ContentType.parse(header).canonical()).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "Application/NDJSON; charset=UTF-8",
        "text/jsonl",
        "application/stream+json"
      })
  void jsonLineByLineHasOneName(String header) {
    assertThat(ContentType.parse(header).canonical()).isEqualTo("application/x-ndjson");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`Multipart/Form-Data; boundary=----x`, `multipart/form-data; boundary=----x`",
        "`multipart/form-data; Boundary=\"a b\"; charset=`, `multipart/form-data; boundary=\"a"
            + " b\"`",
        "`multipart/form-data; charset=utf-8; boundary=x`, `multipart/form-data; charset=utf-8;"
            + " boundary=x`",
        "`multipart/form-data; boundary=`, `multipart/form-data`",
        "`multipart/form-data; boundary=x; boundary=y`, `multipart/form-data; boundary=x`",
        "`application/pdf; charset=binary`, `application/pdf; charset=binary`",
        "`text/plain; a=\"b\\\"c;d\"`, `text/plain; a=\"b\\\"c;d\"`",
        "`text/plain; a=\"b`, `text/plain; a=\"\\\"b\"`",
        "`json`, application/octet-stream",
        "``, application/octet-stream",
        "`application/json, text/plain`, application/octet-stream",
      })
  void parametersAreParsedLeniently(String header, String canonical) {
    assertThat(ContentType.parse(header).canonical()).isEqualTo(canonical);
  }

  @Test
  void parameterNamesIgnoreCase() {
    assertThat(ContentType.parse("a/b; X=1; y=\"2\";Z").parameters())
        .isEqualTo(Map.of("x", "1", "y", "2", "z", ""));
  }

  /** Regression: some of these resulted in a 500. */
  @Property(tries = 5_000)
  void anyContentTypeIsNormalized(@ForAll("headers") String header) {
    String canonical = ContentType.parse(header).canonical();
    assertThat(MediaTypeHelper.valueOf(canonical).getType()).isNotEmpty();
    assertThat(ContentType.parse(canonical).canonical()).isEqualTo(canonical);
  }

  @Property(tries = 20)
  void longHeaderIsParsed(@ForAll("pieces") String piece) {
    assertThat(ContentType.parse("a/b;x=" + piece.repeat(4_000)).type()).isEqualTo("a/b");
  }

  @Provide
  Arbitrary<String> headers() {
    return pieces().list().ofMaxSize(12).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "application/json",
        "multipart/form-data",
        "text",
        "/",
        ";",
        "=",
        "\"",
        "\\",
        " ",
        ",",
        "*",
        "boundary",
        "charset",
        "q=0",
        "utf-8",
        "\t",
        "é",
        "\u0001",
        "+json",
        "x");
  }
}
