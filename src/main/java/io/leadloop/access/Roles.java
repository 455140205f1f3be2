package io.leadloop.access;

/** The roles of callers. */
public final class Roles {
  /** A lead provider with its own key. */
  public static final String PROVIDER = "leadloop-provider";

  /** An administrator with a key or an OIDC token with this role. */
  public static final String ADMINISTRATOR = "leadloop-admin";

  /** An administrator who is signed in to the console; valid for its pages only. */
  public static final String CONSOLE = "leadloop-console";

  private Roles() {}
}
