package io.leadloop.console.form;

/**
 * A message of the area whose form or result it is about; the tag {@code words} shows it.
 *
 * @param area the name of its bundle
 * @param key of it there
 */
public record Words(String area, String key) {
  /**
   * @param beginning of the message's key
   * @param name the area and the rest of the key, as {@code provider:key_new}
   */
  static Words of(String beginning, String name) {
    String[] parts = name.split(":", 2);
    return new Words(parts[0], beginning + parts[1]);
  }
}
