package io.leadloop.console.form;

/**
 * One line of a result.
 *
 * @param label the key of its message, after {@code fact_}
 * @param isSecret whether it is shown this once
 */
public record Fact(String label, String value, boolean isSecret) {
  public static Fact of(String label, Object value) {
    return new Fact(label, String.valueOf(value), false);
  }

  public static Fact secret(String label, String value) {
    return new Fact(label, value, true);
  }

  public String key() {
    return "fact_" + label;
  }

  /** Of its element in the page. */
  public String id() {
    return key().replace('_', '-');
  }

  /** Without a secret. */
  @Override
  public String toString() {
    return "Fact[" + label + "]";
  }
}
