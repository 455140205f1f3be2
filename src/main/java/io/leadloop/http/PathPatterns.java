package io.leadloop.http;

/**
 * Patterns of path segments. The router searches a path for a match from each of its characters, so
 * that each pattern must begin where a segment does; otherwise a long path would take seconds.
 */
public final class PathPatterns {
  private static final String SLUG_START = "(?<![a-z0-9-])";
  private static final String KEY_START = "(?<![a-z0-9])";
  private static final String UUID_START = "(?<![0-9a-fA-F-])";
  private static final String TYPE_START = "(?<![\\w.-])";

  /** A customer's or provider's slug, which is validated later. */
  public static final String SLUG = SLUG_START + "[a-z0-9-]+";

  /** The public id of a key. */
  public static final String KEY = KEY_START + "[a-z0-9]+";

  /** A UUID, which is validated later. */
  public static final String UUID = UUID_START + "[0-9a-fA-F-]+";

  /** A type of event, if there is one. */
  public static final String TYPE = TYPE_START + "[\\w.-]+";

  private PathPatterns() {}
}
