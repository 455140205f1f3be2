package io.leadloop.oplead;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.Charset;
import java.util.Optional;

/** A JSON body; one that cannot be read holds nothing. */
record JsonFields(JsonNode root) implements Fields {

  /** Decimals as they were written: a time such as 1767225600.0 must not become 1.7672256E9. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Catches more than the parser declares: some numbers break its reading of decimals. */
  static JsonFields read(byte[] body, Charset charset) {
    try {
      String text = new String(body, charset);
      int start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
      return new JsonFields(JSON.readTree(text.substring(start)));
    } catch (JacksonException | NumberFormatException unreadable) {
      return new JsonFields(MissingNode.getInstance());
    }
  }

  boolean isUnreadable() {
    return root.isMissingNode();
  }

  @Override
  public Optional<String> at(JsonPointer pointer) {
    JsonNode node = root.at(pointer);
    return Optional.of(node)
        .filter(found -> found.isValueNode() && !found.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }
}
