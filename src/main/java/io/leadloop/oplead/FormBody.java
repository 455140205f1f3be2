package io.leadloop.oplead;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code application/x-www-form-urlencoded} as an object, so that the same pointers serve: a
 * name like {@code status[label]} becomes the member {@code label} of {@code status}.
 */
final class FormBody {
  private FormBody() {}

  static boolean isForm(String contentType) {
    return contentType != null
        && contentType.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
  }

  static ObjectNode read(byte[] body) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(form, decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static void put(ObjectNode form, String name, String value) {
    ObjectNode parent = form;
    String[] steps = name.replace("]", "").split("\\[");
    for (int i = 0; i < steps.length - 1; i++) {
      parent =
          parent.get(steps[i]) instanceof ObjectNode child ? child : parent.putObject(steps[i]);
    }
    if (steps.length > 0) {
      parent.put(steps[steps.length - 1], value);
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
