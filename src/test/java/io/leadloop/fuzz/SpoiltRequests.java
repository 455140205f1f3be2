package io.leadloop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a good request of each documented call in turn, and spoils it in one or two ways. */
final class SpoiltRequests {
  private final ApiDescription api;
  private final List<Call> calls;
  private final List<Call> taking;
  private final Map<String, String> known;
  private final Function<Call, String> authorization;
  private final Dice dice;
  private int made;

  /**
   * @param known values that are right, by the name of the parameter or of the body's member
   * @param authorization the header of somebody who may make the call
   */
  SpoiltRequests(
      ApiDescription api,
      Map<String, String> known,
      Function<Call, String> authorization,
      Dice dice) {
    this.api = api;
    this.calls = api.calls();
    this.taking = calls.stream().filter(call -> !call.bodies().isEmpty()).toList();
    this.known = known;
    this.authorization = authorization;
    this.dice = dice;
  }

  Probe next() {
    Draft draft = good(dice.once(2) ? dice.of(taking) : dice.of(calls));
    spoil(draft);
    if (dice.once(4)) {
      spoil(draft);
    }
    return draft.probe();
  }

  /** A request of a call that is spoilt in its headers and its body alone. */
  Probe nextTo(Call call) {
    Draft draft = good(call);
    new SpoiltHeaders(dice).apply(draft);
    new SpoiltBody(dice).apply(draft);
    return draft.probe();
  }

  /** A request of a call with nothing wrong in it but that header. */
  Probe nextTo(Call call, String header, String value) {
    Draft draft = good(call);
    draft.headers.set(header, value);
    return draft.probe();
  }

  private Draft good(Call call) {
    Draft draft = new Draft(call);
    for (String segment : call.path().substring(1).split("/")) {
      draft.segments.add(segment.startsWith("{") ? known.get(name(segment)) : segment);
    }
    draft.headers.add("Authorization", authorization.apply(call));
    call.bodies().forEach((type, mediaType) -> addBody(draft, type, mediaType));
    return draft;
  }

  private void addBody(Draft draft, String type, JsonNode mediaType) {
    draft.headers.set("Content-Type", type.contains("*") ? "application/json" : type);
    api.resolve(mediaType.path("schema"))
        .path("properties")
        .fieldNames()
        .forEachRemaining(draft.members::add);
    List<JsonNode> examples = Examples.of(api, mediaType);
    if (!examples.isEmpty() && examples.get(0).isObject()) {
      ObjectNode body = examples.get(0).deepCopy();
      known.forEach((name, value) -> putIfThere(body, name, value));
      putIfThere(body, "reference", "r-" + ++made);
      draft.body = Buffer.buffer(body.toString());
    }
  }

  private static void putIfThere(ObjectNode body, String name, String value) {
    if (body.has(name)) {
      body.put(name, value);
    }
  }

  private void spoil(Draft draft) {
    switch (dice.below(4)) {
      case 0 -> new SpoiltTarget(dice).apply(draft);
      case 1 -> new SpoiltHeaders(dice).apply(draft);
      default -> body(draft);
    }
  }

  private void body(Draft draft) {
    if (draft.call.bodies().isEmpty()) {
      new SpoiltTarget(dice).apply(draft);
    } else {
      new SpoiltBody(dice).apply(draft);
    }
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
