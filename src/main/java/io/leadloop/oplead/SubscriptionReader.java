package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.text.JsonFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a list of subscriptions, skipping those without id or address. */
@ApplicationScoped
public class SubscriptionReader {
  private final AnswerProfile.Subscriptions places;

  public SubscriptionReader(AnswerProfile profile) {
    this.places = profile.subscriptions();
  }

  /**
   * Returns them in Oplead's order; empty if the answer has no list, which differs from an empty
   * list.
   */
  public Optional<List<OpleadSubscription>> read(Outcome.Read answer) {
    JsonNode root = JsonFields.read(new String(answer.body(), UTF_8)).root();
    JsonNode list = places.listPointer().map(root::at).orElse(root);
    return list.isArray()
        ? Optional.of(
            StreamSupport.stream(list.spliterator(), false)
                .map(JsonFields::new)
                .flatMap(fields -> subscription(fields).stream())
                .toList())
        : Optional.empty();
  }

  private Optional<OpleadSubscription> subscription(JsonFields fields) {
    Optional<String> url = fields.first(places.urlPointers());
    return fields
        .first(places.idPointers())
        .flatMap(id -> url.map(address -> new OpleadSubscription(id, address)));
  }
}
