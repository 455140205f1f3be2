package io.leadloop.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.simulator.http.JsonMembers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON form of a {@link FaultAction}: one member names the action, others are its parameters. */
public final class FaultActionJson {

  private static final String ANSWER = "answer";
  private static final String RETRY_AFTER = "retry_after";
  private static final String BODY = "body";
  private static final String HEADERS = "headers";
  private static final String DELAY = "delay_millis";
  private static final String TRICKLE = "trickle_millis";
  private static final String REPEAT = "repeat";

  private static final Map<String, FaultAction> FLAGS =
      Map.of(
          "lose_answer", new FaultAction.LoseAnswer(),
          "drop", new FaultAction.Drop(),
          "hang", new FaultAction.Hang(),
          "flood", new FaultAction.Flood(),
          "silence", new FaultAction.Silence(),
          "early", new FaultAction.Early(),
          "forge", new FaultAction.Forge());

  private FaultActionJson() {}

  /**
   * Parses an action.
   *
   * @throws IllegalArgumentException unless there is exactly one
   */
  public static FaultAction read(ObjectNode json) {
    JsonMembers members = new JsonMembers(json);
    if (members.has(ANSWER)) {
      members.requireOnly(Set.of(ANSWER, RETRY_AFTER, BODY, HEADERS));
      return new FaultAction.AnswerWith(
          members.number(ANSWER).orElseThrow(),
          members.text(RETRY_AFTER),
          members.text(BODY),
          members.has(HEADERS) ? new JsonMembers(members.object(HEADERS)).texts() : Map.of());
    }
    if (json.size() != 1) {
      throw new IllegalArgumentException("do must name one thing");
    }
    return single(members, json.fieldNames().next());
  }

  private static FaultAction single(JsonMembers members, String name) {
    Optional<FaultAction> action =
        switch (name) {
          case DELAY -> millis(members, name).map(FaultAction.Delay::new);
          case TRICKLE -> millis(members, name).map(FaultAction.Trickle::new);
          case REPEAT -> members.number(name).map(FaultAction.Repeat::new);
          default -> Optional.ofNullable(FLAGS.get(name)).filter(any -> members.flag(name));
        };
    return action.orElseThrow(() -> new IllegalArgumentException("do is not known: " + name));
  }

  private static Optional<Duration> millis(JsonMembers members, String name) {
    return members.number(name).map(Duration::ofMillis);
  }

  public static ObjectNode view(FaultAction action) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    switch (action.kind()) {
      case ANSWER -> describe((FaultAction.AnswerWith) action, view);
      case DELAY -> view.put(DELAY, ((FaultAction.Delay) action).time().toMillis());
      case TRICKLE -> view.put(TRICKLE, ((FaultAction.Trickle) action).pause().toMillis());
      case REPEAT -> view.put(REPEAT, ((FaultAction.Repeat) action).times());
      case LOSE_ANSWER, DROP, HANG, FLOOD, SILENCE, EARLY, FORGE ->
          view.put(action.kind().name().toLowerCase(Locale.ROOT), true);
    }
    return view;
  }

  private static void describe(FaultAction.AnswerWith answer, ObjectNode view) {
    view.put(ANSWER, answer.status());
    answer.retryAfter().ifPresent(text -> view.put(RETRY_AFTER, text));
    answer.body().ifPresent(text -> view.put(BODY, text));
    if (!answer.headers().isEmpty()) {
      ObjectNode headers = view.putObject(HEADERS);
      answer.headers().forEach(headers::put);
    }
  }
}
