package io.leadloop.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.JsonMembers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** JSON form of scripted faults. */
public final class FaultJson {

  private static final String FOREVER = "forever";

  private FaultJson() {}

  /**
   * Parses a rule.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  public static FaultRule read(ObjectNode json) {
    JsonMembers members = new JsonMembers(json);
    members.requireOnly(Set.of("on", "times", FOREVER, "do"));
    String on = members.text("on").orElseThrow(() -> new IllegalArgumentException("on is missing"));
    FaultTarget target =
        FaultTarget.named(on)
            .orElseThrow(() -> new IllegalArgumentException("on is not known: " + on));
    return new FaultRule(target, times(members), FaultActionJson.read(members.object("do")));
  }

  public static ObjectNode view(ScriptedFault fault) {
    FaultRule rule = fault.rule();
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", fault.id());
    view.put("on", rule.on().wireName());
    rule.times().ifPresentOrElse(times -> view.put("times", times), () -> view.put(FOREVER, true));
    view.set("do", FaultActionJson.view(rule.action()));
    return view.put("applied", fault.applied());
  }

  /** How often a rule applies: the member of this name, or empty for always. */
  public static OptionalInt times(JsonMembers members) {
    Optional<Integer> times = members.number("times");
    if (!members.flag(FOREVER)) {
      return OptionalInt.of(times.orElse(1));
    }
    if (times.isPresent()) {
      throw new IllegalArgumentException("times and forever exclude each other");
    }
    return OptionalInt.empty();
  }
}
