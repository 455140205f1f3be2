package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the status in whatever Oplead called back with. What cannot be read is the status {@code
 * other} without a label, never an error.
 */
@ApplicationScoped
public class CallbackReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_LABEL = 100;

  private final StatusMap statuses;
  private final List<JsonPointer> labels;
  private final List<JsonPointer> times;

  CallbackReader(OpleadConfig config) {
    this.statuses = new StatusMap(config.statuses());
    this.labels = compile(config.callback().statusPointers());
    this.times = compile(config.callback().timePointers());
  }

  /**
   * @param contentType as given, or null
   * @param receivedAt the status' time where the body names none
   */
  public OpleadStatus read(String contentType, byte[] body, Instant receivedAt) {
    JsonNode facts = facts(contentType, body);
    Instant at = first(facts, times).flatMap(CallbackTime::parse).orElse(receivedAt);
    Optional<String> label = first(facts, labels).map(CallbackReader::tidy);
    return label
        .filter(text -> !text.isEmpty())
        .map(text -> new OpleadStatus(statuses.codeOf(text), text, at))
        .orElse(new OpleadStatus(StatusCode.OTHER, null, at));
  }

  private static JsonNode facts(String contentType, byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (json != null && json.isContainerNode()) {
        return json;
      }
    } catch (IOException notJson) {
      // A form, or nothing that can be read: both are looked at below.
    }
    return FormBody.isForm(contentType) ? FormBody.read(body) : MissingNode.getInstance();
  }

  private static Optional<String> first(JsonNode facts, List<JsonPointer> pointers) {
    return pointers.stream()
        .map(facts::at)
        .filter(JsonNode::isValueNode)
        .filter(found -> !found.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static String tidy(String label) {
    String line = label.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.substring(0, line.offsetByCodePoints(0, shown(line)));
  }

  private static int shown(String line) {
    return Math.min(LONGEST_LABEL, line.codePointCount(0, line.length()));
  }

  private static List<JsonPointer> compile(List<String> pointers) {
    return pointers.stream().map(JsonPointer::compile).toList();
  }
}
