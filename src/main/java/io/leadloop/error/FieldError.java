package io.leadloop.error;

/**
 * One member of a rejected body and its error.
 *
 * @param pointer where, as a JSON pointer (RFC 6901), for example {@code /lead/email}
 * @param detail what, without repeating the value, which may be personal
 */
public record FieldError(String pointer, String detail) {

  /** Of a member or part of the body itself, whose name may be anything. */
  public static FieldError of(String name, String detail) {
    return new FieldError("/" + escaped(name), detail);
  }

  /** A name as a step of a JSON pointer. */
  public static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** The name of a step of a JSON pointer. */
  public static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
