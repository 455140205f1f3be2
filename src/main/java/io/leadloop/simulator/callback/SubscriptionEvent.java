package io.leadloop.simulator.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.lead.SimulatedLead;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be subscribed to, and what each subscriber is told. The bodies name a person on purpose,
 * as the real ones may.
 */
public enum SubscriptionEvent {
  LEAD_ASSIGNED {
    @Override
    void tell(SimulatedLead lead, ObjectNode body) {
      body.put("assigned_to", ADVISER);
    }
  },
  LEAD_STATUS_CHANGED {
    @Override
    void tell(SimulatedLead lead, ObjectNode body) {
      body.set("status", lead.statusView());
      body.put("updated_at", lead.updatedAt().toString());
    }
  },
  APPOINTMENT_UPDATED {
    @Override
    void tell(SimulatedLead lead, ObjectNode body) {
      body.putObject("appointment")
          .put("date", lead.updatedAt().plus(UNTIL_APPOINTMENT).toString())
          .put("state", "planned")
          .put("with", ADVISER);
      body.put("updated_at", lead.updatedAt().toString());
    }
  };

  private static final String ADVISER = "Marie Martin";
  private static final Duration UNTIL_APPOINTMENT = Duration.ofDays(3);

  public static Optional<SubscriptionEvent> named(String name) {
    return Stream.of(values()).filter(event -> event.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  ObjectNode body(SimulatedLead lead) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("event", wireName()).put("lead_id", lead.id());
    tell(lead, body);
    return body;
  }

  abstract void tell(SimulatedLead lead, ObjectNode body);
}
