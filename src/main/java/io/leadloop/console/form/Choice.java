package io.leadloop.console.form;

/**
 * One value of several.
 *
 * @param text what it is called, or the key of its message
 */
public record Choice(String value, String text, boolean isMessage) {
  /** A value of the API, which {@link FormMessages} names. */
  public static Choice word(String value) {
    return new Choice(value, "choice_" + value, true);
  }

  /** A value that somebody else named. */
  public static Choice named(String value, String text) {
    return new Choice(value, text, false);
  }
}
