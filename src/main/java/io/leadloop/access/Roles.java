package io.leadloop.access;

/** The roles of callers. */
public final class Roles {
  /** A lead provider with its own key. */
  public static final String PROVIDER = "leadloop-provider";

  /** An administrator with a key or an OIDC token with this role. */
  public static final String ADMINISTRATOR = "leadloop-admin";

  /**
   * An administrator who may read and change nothing. Such a caller has the role that a call
   * requires as well if the call is safe, see {@link AdministratorIdentity}; to require this one is
   * to let viewers change something of their own.
   */
  public static final String VIEWER = "leadloop-viewer";

  /** An administrator who is signed in to the console; valid for its pages only. */
  public static final String CONSOLE = "leadloop-console";

  /** A provider whose people are signed in to the portal; valid for its pages only. */
  public static final String PORTAL = "leadloop-portal";

  /** A customer that an administrator let look at its own lane; valid for its page only. */
  public static final String PORTAL_CUSTOMER = "leadloop-portal-customer";

  private Roles() {}
}
