package io.leadloop.access;

/** What a caller may be. */
public final class Roles {
  /** A lead provider, by its own key. */
  public static final String PROVIDER = "leadloop-provider";

  /** Who onboards customers and providers, by a key or by an OIDC token with this role. */
  public static final String ADMINISTRATOR = "leadloop-admin";

  private Roles() {}
}
