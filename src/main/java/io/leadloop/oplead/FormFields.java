package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A form body ({@code application/x-www-form-urlencoded}), its keys read as pointers. */
record FormFields(Map<String, String> values) implements Fields {

  static FormFields read(byte[] body, Charset charset) {
    Map<String, String> values = new HashMap<>();
    for (String pair : new String(body, charset).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String key = decoded(pair.substring(0, equals), charset);
        values.putIfAbsent(pointer(key), decoded(pair.substring(equals + 1), charset));
      }
    }
    return new FormFields(values);
  }

  @Override
  public Optional<String> at(JsonPointer pointer) {
    return Optional.ofNullable(values.get(pointer.toString())).filter(text -> !text.isBlank());
  }

  /** {@code status[label]}, {@code status.label} and {@code /status/label} are one place. */
  private static String pointer(String key) {
    String path = key.strip().replace("[", "/").replace("]", "").replace('.', '/');
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String decoded(String text, Charset charset) {
    try {
      return URLDecoder.decode(text, charset);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
