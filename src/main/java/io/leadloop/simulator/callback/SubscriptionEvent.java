package io.leadloop.simulator.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.lead.SimulatedLead;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Event types of subscriptions and their bodies. The bodies deliberately contain a person's name,
 * as the real ones may.
 */
public enum SubscriptionEvent {
  LEAD_ASSIGNED {
    @Override
    void fill(SimulatedLead lead, ObjectNode body) {
      body.put("assigned_to", ADVISER);
    }
  },
  LEAD_STATUS_CHANGED {
    @Override
    void fill(SimulatedLead lead, ObjectNode body) {
      body.set("status", lead.statusView());
      body.put("updated_at", lead.updatedAt().toString());
    }
  },
  APPOINTMENT_UPDATED {
    @Override
    void fill(SimulatedLead lead, ObjectNode body) {
      body.putObject("appointment")
          .put("date", lead.updatedAt().plus(APPOINTMENT_IN).toString())
          .put("state", "planned")
          .put("with", ADVISER);
      body.put("updated_at", lead.updatedAt().toString());
    }
  };

  private static final String ADVISER = "Marie Martin";
  private static final Duration APPOINTMENT_IN = Duration.ofDays(3);

  public static Optional<SubscriptionEvent> named(String name) {
    return Stream.of(values()).filter(event -> event.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  ObjectNode body(SimulatedLead lead) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("event", wireName()).put("lead_id", lead.id());
    fill(lead, body);
    return body;
  }

  abstract void fill(SimulatedLead lead, ObjectNode body);
}
