package io.leadloop.console.endpoint;

import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Step;
import io.leadloop.push.request.EndpointView;
import io.leadloop.push.request.ResendView;
import io.leadloop.push.request.VerificationView;
import java.util.ArrayList;
import java.util.List;

/** What the calls about endpoints answer, line by line. */
final class EndpointFacts {
  private static final String HANDSHAKE = "handshake";

  private EndpointFacts() {}

  /** What a receiver needs to verify signatures. */
  static List<Fact> of(EndpointView endpoint) {
    List<Fact> facts = new ArrayList<>();
    if (endpoint.secret() != null) {
      facts.add(Fact.secret("secret", endpoint.secret()));
    }
    if (endpoint.publicKey() != null) {
      facts.add(Fact.of("public_key", endpoint.publicKey()));
    }
    facts.add(Fact.of("endpoint", endpoint.id()));
    return facts;
  }

  static List<Fact> of(ResendView resend) {
    List<Fact> facts = new ArrayList<>();
    if (resend.events() != null) {
      boolean isMore = Boolean.TRUE.equals(resend.atLeast());
      facts.add(Fact.of("events", (isMore ? "≥ " : "") + resend.events()));
    }
    add(facts, "seconds", resend.seconds());
    add(facts, "lead", resend.leadId());
    add(facts, "event", resend.eventId());
    add(facts, "delivered", resend.delivered());
    add(facts, "status", resend.status());
    add(facts, "answer", resend.answer());
    add(facts, "millis", resend.millis());
    return facts;
  }

  private static void add(List<Fact> facts, String label, Object value) {
    if (value != null) {
      facts.add(Fact.of(label, value));
    }
  }

  /** The handshake, and each of its warnings. */
  static List<Step> steps(VerificationView result) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(HANDSHAKE, result.passed(), null, result.problem()));
    result.warnings().forEach(warning -> steps.add(new Step("warning", false, null, warning)));
    return steps;
  }
}
