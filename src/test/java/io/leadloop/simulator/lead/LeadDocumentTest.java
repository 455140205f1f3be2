package io.leadloop.simulator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadDocumentTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"lead\"", "{", "{} {}", "not json"})
  void onlyOneJsonObjectIsADocument(String body) {
    assertThat(LeadDocument.read(Buffer.buffer(body))).isEmpty();
  }

  @Test
  void leadNeedsALastname() {
    assertThat(read("{'email': 'a@example.com'}").flaw()).contains("lastname is mandatory");
    assertThat(read("{'lastname': ' ', 'phone': '06'}").flaw()).contains("lastname is mandatory");
  }

  @Test
  void leadNeedsAnEmailOrAPhone() {
    assertThat(read("{'lastname': 'D'}").flaw()).contains("email or phone is mandatory");
    assertThat(read("{'lastname': 'D', 'email': null}").flaw()).isPresent();
    assertThat(read("{'lastname': 'D', 'email': 'a@example.com'}").flaw()).isEmpty();
    assertThat(read("{'lastname': 'D', 'phone': 612345678}").flaw()).isEmpty();
  }

  @Test
  void providerIsReadFlatAndNested() {
    LeadDocument flat = read("{'provider_name': 'P', 'provider_webhook_url': 'http://p'}");
    LeadDocument nested = read("{'provider': {'name': 'P', 'webhook_url': 'http://p'}}");
    assertThat(flat.providerName()).isEqualTo(nested.providerName()).contains("P");
    assertThat(flat.webhookUrl()).isEqualTo(nested.webhookUrl()).contains("http://p");
    assertThat(read("{}").webhookUrl()).isEmpty();
  }

  @Test
  void documentDoesNotShowItsContents() {
    assertThat(read("{'lastname': 'Dupont'}").toString()).doesNotContain("Dupont");
  }

  private static LeadDocument read(String body) {
    Optional<LeadDocument> document = LeadDocument.read(Buffer.buffer(body.replace('\'', '"')));
    return document.orElseThrow();
  }
}
