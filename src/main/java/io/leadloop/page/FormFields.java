package io.leadloop.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a posted form, {@code application/x-www-form-urlencoded}. */
public final class FormFields {
  private static final int MOST = 100;

  private final Map<String, List<String>> fields;

  private FormFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * @param body null or empty for no fields
   */
  public static FormFields of(byte[] body) {
    String text = body == null ? "" : new String(body, UTF_8);
    try {
      return new FormFields(new QueryStringDecoder(text, UTF_8, false, MOST).parameters());
    } catch (IllegalArgumentException malformed) {
      return new FormFields(Map.of());
    }
  }

  /** The first value of that name, unless it is blank. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(values -> values.get(0).strip())
        .filter(value -> !value.isEmpty());
  }

  /** All values of that name that are not blank, as they were sent. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
  }

  /** Names alone: a value may be a key. */
  @Override
  public String toString() {
    return "FormFields" + fields.keySet();
  }
}
