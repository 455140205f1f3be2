package io.leadloop.simulator.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.fault.FaultActionJson;
import io.leadloop.simulator.fault.FaultJson;
import io.leadloop.simulator.http.JsonMembers;
import java.util.Set;

/** JSON form of a receiver's faults, like that of the simulated Oplead's. */
final class ReceiverFaultJson {

  private static final String ON = "on";
  private static final String LEAD = "lead";
  private static final String TIMES = "times";
  private static final String FOREVER = "forever";
  private static final String DO = "do";

  private ReceiverFaultJson() {}

  /**
   * Parses a fault.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  static ReceiverFault read(ObjectNode json) {
    JsonMembers members = new JsonMembers(json);
    members.requireOnly(Set.of(ON, LEAD, TIMES, FOREVER, DO));
    return new ReceiverFault(
        members.text(ON).map(ReceiverFaultJson::target).orElse(ReceiverFault.Target.ANY),
        members.text(LEAD),
        FaultJson.times(members),
        FaultActionJson.read(members.object(DO)));
  }

  private static ReceiverFault.Target target(String name) {
    return ReceiverFault.Target.named(name)
        .orElseThrow(() -> new IllegalArgumentException("on is not known: " + name));
  }

  static ObjectNode view(ScriptedReceiverFault scripted) {
    ReceiverFault fault = scripted.fault();
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", scripted.id());
    view.put(ON, fault.on().wireName());
    fault.lead().ifPresent(lead -> view.put(LEAD, lead));
    fault.times().ifPresentOrElse(n -> view.put(TIMES, n), () -> view.put(FOREVER, true));
    view.set(DO, FaultActionJson.view(fault.action()));
    return view.put("applied", scripted.applied());
  }
}
