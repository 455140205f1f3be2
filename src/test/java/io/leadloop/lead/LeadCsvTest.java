package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadCsvTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "text/csv;q=0.9,application/json;q=0.8",
        "image/png,text/csv",
        "text/html,Text/CSV;q=0.9,*/*;q=0.1"
      })
  void csvIsAnsweredWhereItIsNamedAndPreferredToJson(String accept) {
    assertThat(LeadCsv.isWanted(accepting(accept))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/json,text/csv;q=0.9",
        "text/html,*/*;q=0.8",
        "text/*,*/*;q=0.1",
        "image/png"
      })
  void anyoneElseGetsJson(String accept) {
    assertThat(LeadCsv.isWanted(accepting(accept))).isFalse();
  }

  private static HttpHeaders accepting(String accept) {
    return new HttpHeadersImpl(Map.of(HttpHeaders.ACCEPT, accept).entrySet());
  }
}
