package io.leadloop.access;

import io.leadloop.provider.Provider;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The caller of the current request, for resources that require one of the {@link Roles}. */
@Singleton
public class Caller {
  /** Why an administrator who may only read is refused. */
  public static final String READ_ONLY =
      "This caller has the role " + Roles.VIEWER + ", which may read and change nothing.";

  static final String PROVIDER = Caller.class.getName() + ".provider";
  static final String KEY = Caller.class.getName() + ".key";
  static final String ADMINISTRATOR = Caller.class.getName() + ".administrator";
  static final String CREDENTIAL = Caller.class.getName() + ".credential";

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;
  private final ClientAddress addresses;

  Caller(SecurityIdentity identity, CurrentVertxRequest request, ClientAddress addresses) {
    this.identity = identity;
    this.request = request;
    this.addresses = addresses;
  }

  /** Only for {@link Roles#PROVIDER}. */
  public Provider provider() {
    return identity.getAttribute(PROVIDER);
  }

  /** The customer's slug; only for {@link Roles#PORTAL_CUSTOMER}. */
  public String customer() {
    return identity.getPrincipal().getName();
  }

  /** False for an administrator who may only read. */
  public boolean mayChange() {
    return !identity.hasRole(Roles.VIEWER);
  }

  /** The key without its secret. */
  public String key() {
    return identity.getAttribute(KEY);
  }

  /** The public id of the stored key, if the caller has authenticated with one. */
  public Optional<String> keyId() {
    return Optional.<Credential>ofNullable(identity.getAttribute(CREDENTIAL))
        .flatMap(credential -> credential.keyOf(ApiKey.Owner.PROVIDER));
  }

  /** The actor for the audit: a key with its name, or the subject of an OIDC token. */
  public String actor() {
    String name = identity.getPrincipal().getName();
    return Optional.<String>ofNullable(identity.getAttribute(KEY))
        .map(key -> key + " (" + name + ")")
        .orElse("oidc:" + name);
  }

  /** The client's address. */
  public String address() {
    return addresses.of(request.getCurrent());
  }
}
