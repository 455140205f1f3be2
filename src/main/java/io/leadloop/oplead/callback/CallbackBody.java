package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.oplead.text.LenientJson;
import java.util.Optional;

/**
 * The body of a callback as one tree, whether it was JSON, a form or multipart. Which of them it is
 * can be seen from its bytes; of the content type only the charset and the boundary count.
 */
final class CallbackBody {
  private CallbackBody() {}

  /** The tree; a missing node for a page, XML, broken JSON and whatever else is none of them. */
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

  /** The links of a page have fields that are no form's. */
  private static boolean isMarkup(String text) {
    return text.startsWith("<");
  }
}
