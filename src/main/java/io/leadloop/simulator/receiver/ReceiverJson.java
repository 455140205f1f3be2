package io.leadloop.simulator.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.JsonMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** JSON forms of a receiver. Secrets are never among the views. */
final class ReceiverJson {

  private static final String SECRET = "secret";
  private static final String SECRETS = "secrets";
  private static final String VERIFY = "verify";

  private ReceiverJson() {}

  /**
   * Parses settings; signatures are verified unless {@code verify} is false.
   *
   * @throws IllegalArgumentException if they are invalid
   */
  static ReceiverSettings settings(ObjectNode json) {
    JsonMembers members = new JsonMembers(json);
    members.requireOnly(Set.of(SECRET, SECRETS, VERIFY));
    List<String> secrets = new ArrayList<>(members.text(SECRET).stream().toList());
    if (members.has(SECRETS)) {
      secrets.addAll(texts(json.get(SECRETS)));
    }
    return new ReceiverSettings(secrets, !members.has(VERIFY) || members.flag(VERIFY));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    if (!list.isArray() || texts.contains("")) {
      throw new IllegalArgumentException(SECRETS + " must be a list of texts");
    }
    return texts;
  }

  static ObjectNode summary(Receiver receiver) {
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("name", receiver.name());
    view.put(VERIFY, receiver.verifies());
    ArrayNode schemes = view.putArray("schemes");
    receiver.schemes().forEach(schemes::add);
    return count(view, receiver.ledger().counts());
  }

  static ObjectNode received(Receiver receiver) {
    ReceiverLedger ledger = receiver.ledger();
    ObjectNode view = count(JsonNodeFactory.instance.objectNode(), ledger.counts());
    view.put("forgotten", ledger.forgottenRequests());
    ArrayNode requests = view.putArray("requests");
    ledger.requests().forEach(request -> requests.add(view(request)));
    return view;
  }

  static ObjectNode ledger(Receiver receiver) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("forgotten", receiver.ledger().forgottenEvents());
    ObjectNode leads = view.putObject("leads");
    receiver
        .ledger()
        .sequences()
        .forEach((lead, sequences) -> fill(leads.putArray(lead), sequences));
    return view;
  }

  private static void fill(ArrayNode array, List<Long> sequences) {
    sequences.forEach(array::add);
  }

  static ArrayNode faults(Receiver receiver) {
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    receiver.faults().forEach(fault -> views.add(ReceiverFaultJson.view(fault)));
    return views;
  }

  private static ObjectNode count(ObjectNode view, ReceiverCounts counts) {
    return view.put("received", counts.received())
        .put("challenges", counts.challenges())
        .put("accepted", counts.accepted())
        .put("repeated", counts.repeated())
        .put("out_of_order", counts.outOfOrder())
        .put("bad_signatures", counts.badSignatures());
  }

  private static ObjectNode view(ReceivedRequest request) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", request.at().toString())
        .put("webhook_id", request.id().orElse(null))
        .put("type", request.type().orElse(null))
        .put("lead", request.lead().orElse(null))
        .put("sequence", request.sequence().orElse(null))
        .put("attempt", request.attempt().orElse(null))
        .put("signature", request.signature().name().toLowerCase(Locale.ROOT))
        .put("status", request.status())
        .put("accepted", request.accepted())
        .put("fault", request.fault().orElse(null));
  }
}
