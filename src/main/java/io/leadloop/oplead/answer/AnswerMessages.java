package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.FieldName;
import io.leadloop.oplead.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of an answer, in whatever arrays and objects they are, each after the name of what
 * it is about. They are Oplead's own words and go where {@link AnswerExcerpt} goes.
 */
final class AnswerMessages {
  private static final int MOST_MESSAGES = 20;
  private static final int MOST_NODES = 2_000;
  private static final int LONGEST = 200;

  /** Members that hold messages, at any depth. */
  private static final Set<String> TELLING =
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
    found.look("", answer, false);
    return found.messages;
  }

  private void look(String about, JsonNode node, boolean telling) {
    if (++nodes > MOST_NODES || messages.size() >= MOST_MESSAGES) {
      return;
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        boolean isTelling = TELLING.contains(FieldName.of(member.getKey()));
        look(isTelling ? about : member.getKey(), member.getValue(), telling || isTelling);
      }
    } else if (node.isArray()) {
      node.forEach(item -> look(about, item, telling));
    } else if (telling && !node.isNull() && !node.asText().isBlank()) {
      messages.add(new Message(about, OneLine.of(node.asText(), LONGEST)));
    }
  }

  /**
   * A message.
   *
   * @param about empty where nothing is named
   */
  record Message(String about, String text) {
    String inWords() {
      return about.isEmpty() ? text : about + ": " + text;
    }
  }
}
