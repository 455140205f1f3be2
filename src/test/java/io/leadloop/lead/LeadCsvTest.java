package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadCsvTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "text/csv;q=0.9,application/json;q=0.8",
        "image/png,text/csv",
        "text/html,text/*;q=0.9,*/*;q=0.1"
      })
  void csvIsAnsweredWhereItIsPreferredToJson(String accept) {
    assertThat(LeadCsv.isWanted(accepting(accept))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/json,text/csv;q=0.9",
        "text/html,*/*;q=0.8",
        "image/png"
      })
  void anyoneElseGetsJson(String accept) {
    assertThat(LeadCsv.isWanted(accepting(accept))).isFalse();
  }

  private static HttpHeaders accepting(String accept) {
    return new HttpHeadersImpl(Map.of(HttpHeaders.ACCEPT, accept).entrySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+33612345678", "-1", "@SUM(A1)", "\tx"})
  void aTextThatLooksLikeAFormulaBeginsWithAnApostrophe(String text) {
    assertThat(LeadCsv.cell(text)).isEqualTo("'" + text);
  }

  @Test
  void aTextWithSeparatorsIsQuoted() {
    assertThat(LeadCsv.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(LeadCsv.cell("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    assertThat(LeadCsv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(LeadCsv.cell("=HYPERLINK(\"x\",\"y\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LP-2026", "a=b", "été", "<script>", " x", "'x"})
  void anyOtherTextIsAsItIs(String text) {
    assertThat(LeadCsv.cell(text)).isEqualTo(text);
  }
}
