package io.leadloop.simulator.lead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** A lead as posted, with the members that Oplead interprets. */
public record LeadDocument(ObjectNode json) {

  private static final List<String> MANDATORY_IN_FORMS =
      List.of("form", "ctc_lastname", "ctc_postcode", "ctc_country", "ctc_email");

  /** The document, empty unless the bytes are one JSON object. */
  public static Optional<LeadDocument> read(Buffer bytes) {
    return JsonBody.read(bytes).map(LeadDocument::new);
  }

  /** Why Oplead would reject the lead, if it would. The mandatory members are an assumption. */
  public Optional<String> flaw() {
    if (lastname().isEmpty()) {
      return Optional.of("lastname is mandatory");
    }
    if (email().isEmpty() && text("/phone").isEmpty()) {
      return Optional.of("email or phone is mandatory");
    }
    return Optional.empty();
  }

  /** The same for the older form import, whose mandatory members are known. */
  public Optional<String> formFlaw() {
    return MANDATORY_IN_FORMS.stream()
        .filter(name -> text("/" + name).isEmpty())
        .findFirst()
        .map(name -> name + " is mandatory");
  }

  /** A copy without that member. */
  public LeadDocument without(String member) {
    ObjectNode rest = json.deepCopy();
    rest.remove(member);
    return new LeadDocument(rest);
  }

  Optional<String> lastname() {
    return text("/lastname").or(() -> text("/ctc_lastname"));
  }

  Optional<String> email() {
    return text("/email").or(() -> text("/ctc_email"));
  }

  /** The provider's name: flat in Oplead's French documentation, nested in the English one. */
  Optional<String> providerName() {
    return text("/provider_name").or(() -> text("/provider/name"));
  }

  /** The lead's webhook, flat or nested like the name; without one there are no callbacks. */
  public Optional<String> webhookUrl() {
    return text("/provider_webhook_url").or(() -> text("/provider/webhook_url"));
  }

  private Optional<String> text(String pointer) {
    return Optional.of(json.at(pointer))
        .filter(node -> node.isTextual() || node.isNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  /** Omits the contents, which are personal data. */
  @Override
  public String toString() {
    return "LeadDocument[redacted]";
  }
}
