package io.leadloop.access;

import io.leadloop.provider.Provider;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** The provider that makes the current request, for resources behind {@link Roles#PROVIDER}. */
@Singleton
public class Caller {
  static final String PROVIDER = Caller.class.getName() + ".provider";
  static final String KEY = Caller.class.getName() + ".key";

  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  public Provider provider() {
    return identity.getAttribute(PROVIDER);
  }

  /** The key that was shown, without its secret. */
  public String key() {
    return identity.getAttribute(KEY);
  }
}
