package io.leadloop.oplead.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The values around an array, copied into each item; their size is limited. */
public final class ValuesAround {
  /** The maximum length of one value and of all values; a status and its time are far shorter. */
  private static final int LONGEST = 1_000;

  private static final int MOST = 4_000;

  public static final ValuesAround NONE =
      new ValuesAround(null, JsonNodeFactory.instance.objectNode());

  private final ValuesAround outer;
  private final ObjectNode values = JsonNodeFactory.instance.objectNode();

  /**
   * @param outer the values around the object
   */
  public ValuesAround(ValuesAround outer, JsonNode object) {
    this.outer = outer;
    int room = MOST;
    for (var member : object.properties()) {
      int length = member.getKey().length() + length(member.getValue());
      if (member.getValue().isValueNode() && length <= Math.min(LONGEST, room)) {
        values.set(member.getKey(), member.getValue());
        room -= length;
      }
    }
  }

  /** Adds the values; inner ones replace outer ones of the same name. */
  public void addTo(ObjectNode completed) {
    if (outer != null) {
      outer.addTo(completed);
    }
    completed.setAll(values);
  }

  private static int length(JsonNode value) {
    return value.isValueNode() ? value.asText().length() : 0;
  }
}
