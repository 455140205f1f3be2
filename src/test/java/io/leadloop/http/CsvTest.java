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

  /**
   * Spreadsheets of some countries begin a cell after a semicolon, whatever the quotation marks.
   */
  @Test
  void aFormulaAfterAnotherSeparatorIsNoneEither() {
    assertThat(Csv.cell("x;=1+1")).isEqualTo("x;'=1+1");
    assertThat(Csv.cell("x; \t=1;-2;3")).isEqualTo("x; \t'=1;'-2;3");
    assertThat(Csv.cell(";\"=1")).isEqualTo("\";\"\"'=1\"");
    assertThat(Csv.cell("a,b\n@x")).isEqualTo("\"a,b\n'@x\"");
    assertThat(Csv.cell("a; b = c")).isEqualTo("a; b = c");
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
