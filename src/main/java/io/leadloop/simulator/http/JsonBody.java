package io.leadloop.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/** Parses JSON request bodies. */
public final class JsonBody {

  private static final ObjectMapper READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private JsonBody() {}

  /** The object, empty unless the bytes are exactly one. */
  public static Optional<ObjectNode> read(Buffer bytes) {
    try {
      JsonNode node = READER.readTree(bytes.getBytes());
      return node instanceof ObjectNode json ? Optional.of(json) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** The response to a body that is not one object. */
  public static Answer refusal() {
    return Answer.problem(400, "the body is not a JSON object");
  }
}
