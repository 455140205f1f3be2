package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.FieldName;
import io.leadloop.oplead.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the messages of an answer at any depth, each with the name of its subject. They are
 * Oplead's own words and stay sealed like the {@link AnswerExcerpt}.
 */
final class AnswerMessages {
  private static final int MOST_MESSAGES = 20;
  private static final int MOST_NODES = 2_000;
  private static final int LONGEST = 200;

  /** Members that hold messages, at any depth. */
  private static final Set<String> MESSAGE_MEMBERS =
      Set.of(
          "error",
          "errors",
          "erreur",
          "erreurs",
          "message",
          "messages",
          "msg",
          "detail",
          "details",
          "description",
          "errordescription",
          "errormessage",
          "errormessages",
          "hydradescription",
          "reason",
          "raison",
          "title",
          "violations",
          "validation",
          "invalidparams",
          "fault");

  private final List<Message> messages = new ArrayList<>();
  private int nodes;

  private AnswerMessages() {}

  static List<Message> of(JsonNode answer) {
    AnswerMessages found = new AnswerMessages();
    found.collect("", answer, false);
    return found.messages;
  }

  private void collect(String about, JsonNode node, boolean inMessage) {
    if (++nodes > MOST_NODES || messages.size() >= MOST_MESSAGES) {
      return;
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        boolean isMessage = MESSAGE_MEMBERS.contains(FieldName.of(member.getKey()));
        collect(isMessage ? about : member.getKey(), member.getValue(), inMessage || isMessage);
      }
    } else if (node.isArray()) {
      node.forEach(item -> collect(about, item, inMessage));
    } else if (inMessage && !node.isNull() && !node.asText().isBlank()) {
      messages.add(new Message(about, OneLine.of(node.asText(), LONGEST)));
    }
  }

  /**
   * A message.
   *
   * @param about the subject; empty if unnamed
   */
  record Message(String about, String text) {
    String inWords() {
      return about.isEmpty() ? text : about + ": " + text;
    }
  }
}
