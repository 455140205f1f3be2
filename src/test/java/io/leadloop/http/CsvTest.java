package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+33612345678", "-1", "@SUM(A1)", "\tx"})
  void aTextThatLooksLikeAFormulaBeginsWithAnApostrophe(String text) {
    assertThat(Csv.cell(text)).isEqualTo("'" + text);
  }

  @Test
  void aTextWithSeparatorsIsQuoted() {
    assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(Csv.cell("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    assertThat(Csv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(Csv.cell("=HYPERLINK(\"x\",\"y\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LP-2026", "a=b", "été", "<script>", " x", "'x"})
  void anyOtherTextIsAsItIs(String text) {
    assertThat(Csv.cell(text)).isEqualTo(text);
  }
}
