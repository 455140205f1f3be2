package io.leadloop.access;

import io.leadloop.provider.Provider;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** The provider that makes the current request, for resources behind {@link Roles#PROVIDER}. */
@ApplicationScoped
public class Caller {
  static final String ATTRIBUTE = Caller.class.getName();

  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  public Provider provider() {
    return identity.getAttribute(ATTRIBUTE);
  }
}
