package io.leadloop.simulator.lead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A lead as it was posted, and the little that Oplead has to understand of it. */
public record LeadDocument(ObjectNode json) {

  /** The document in these bytes, empty where they are not one JSON object. */
  public static Optional<LeadDocument> read(Buffer bytes) {
    return JsonBody.read(bytes).map(LeadDocument::new);
  }

  /** Why Oplead would refuse the lead, empty where it would not. Which members it asks for is A. */
  public Optional<String> flaw() {
    if (lastname().isEmpty()) {
      return Optional.of("lastname is mandatory");
    }
    if (email().isEmpty() && text("/phone").isEmpty()) {
      return Optional.of("email or phone is mandatory");
    }
    return Optional.empty();
  }

  Optional<String> lastname() {
    return text("/lastname");
  }

  Optional<String> email() {
    return text("/email");
  }

  /** The provider's name: Oplead's pages print it flat in French and nested in English. */
  Optional<String> providerName() {
    return text("/provider_name").or(() -> text("/provider/name"));
  }

  /** Where the lead's callbacks go, flat or nested like the name; without one there are none. */
  public Optional<String> webhookUrl() {
    return text("/provider_webhook_url").or(() -> text("/provider/webhook_url"));
  }

  private Optional<String> text(String pointer) {
    return Optional.of(json.at(pointer))
        .filter(node -> node.isTextual() || node.isNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  /** Says nothing of its contents, which are personal data. */
  @Override
  public String toString() {
    return "LeadDocument[redacted]";
  }
}
