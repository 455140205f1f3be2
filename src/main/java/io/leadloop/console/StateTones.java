package io.leadloop.console;

import io.leadloop.lead.LeadState;
import io.leadloop.page.template.Tone;
import io.quarkus.qute.TemplateExtension;

/**
 * How states look in templates, {@code {state:lead(state)}}, and which message of {@link
 * ConsoleMessages} is their word.
 */
@TemplateExtension(namespace = "state")
final class StateTones {
  private StateTones() {}

  static Tone lead(LeadState state) {
    return switch (state) {
      case QUEUED -> Tone.WAITING;
      case FORWARDING -> Tone.ACTIVE;
      case FORWARDED -> Tone.GOOD;
      case REJECTED, EXPIRED -> Tone.BAD;
      case UNCERTAIN -> Tone.WARNING;
      case HELD -> Tone.STOPPED;
    };
  }

  static String leadWord(LeadState state) {
    return "lead_" + state.wireName();
  }

  /** Of a lane or a circuit. */
  static Tone lane(String state) {
    return switch (state) {
      case "open", "closed" -> Tone.GOOD;
      case "token_refused" -> Tone.BAD;
      case "paused" -> Tone.STOPPED;
      default -> Tone.WARNING;
    };
  }

  static String laneWord(String state) {
    return "lane_" + state;
  }

  static Tone endpoint(String state) {
    return switch (state) {
      case "active" -> Tone.GOOD;
      case "pending" -> Tone.WAITING;
      case "failing" -> Tone.WARNING;
      case "paused" -> Tone.STOPPED;
      default -> Tone.BAD;
    };
  }

  /** Of one attempt to deliver an event. */
  static Tone delivery(String state) {
    return switch (state) {
      case "delivered" -> Tone.GOOD;
      case "failed" -> Tone.WARNING;
      default -> Tone.BAD;
    };
  }

  static String endpointWord(String state) {
    return "endpoint_" + state;
  }

  /** The message of a step of a check, by its name in the API. */
  static String stepWord(String name) {
    return "step_" + name.replace('-', '_');
  }

  /** The message of a word with this beginning. */
  static String join(String beginning, String word) {
    return beginning + word;
  }
}
