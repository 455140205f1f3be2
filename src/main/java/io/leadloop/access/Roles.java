package io.leadloop.access;

/** What a caller may be. */
public final class Roles {
  /** A lead provider, by its own key. */
  public static final String PROVIDER = "leadloop-provider";

  private Roles() {}
}
