package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.oplead.text.LenientJson;
import java.util.Optional;

/**
 * Parses a callback body (JSON, form or multipart) into a tree. The format is detected from the
 * bytes; the content type provides only charset and boundary.
 */
final class CallbackBody {
  private CallbackBody() {}

  /** Returns the tree; a missing node for a page, XML, invalid JSON or any other format. */
  static JsonNode read(String contentType, byte[] body) {
    Optional<String> boundary = MultipartReader.boundary(contentType, body);
    return boundary.isPresent()
        ? MultipartReader.read(boundary.get(), body)
        : read(body, BodyCharset.of(contentType));
  }

  private static JsonNode read(byte[] body, BodyCharset charset) {
    String text = charset.decode(body).strip();
    if (LenientJson.looksLikeJson(text)) {
      return LenientJson.read(text).orElseGet(MissingNode::getInstance);
    }
    return isMarkup(text) ? MissingNode.getInstance() : FormReader.read(text, charset);
  }

  /** Links in a page look like form fields. */
  private static boolean isMarkup(String text) {
    return text.startsWith("<");
  }
}
