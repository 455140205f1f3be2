package io.leadloop.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorDirectory;
import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.provider.NewKeys;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.provider.Providers;
import io.leadloop.store.TtlCache;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Authenticates providers and administrators by their keys. */
@Singleton
class ApiKeyAuthentication {
  /** Delay until a key issued by another replica works for a client with too many rejections. */
  private static final Duration LIVE_KEYS_TTL = Duration.ofSeconds(1);

  private final ProviderDirectory providers;
  private final AdministratorDirectory administrators;
  private final NewKeys newKeys;
  private final TtlCache<ApiKey.Owner, Map<String, byte[]>> liveSecrets;

  ApiKeyAuthentication(
      ProviderDirectory providers,
      AdministratorDirectory administrators,
      Providers providerKeys,
      AdministratorKeys administratorKeys,
      NewKeys newKeys) {
    this.providers = providers;
    this.newKeys = newKeys;
    this.administrators = administrators;
    this.liveSecrets =
        new TtlCache<>(
            owner ->
                owner == ApiKey.Owner.PROVIDER
                    ? providerKeys.liveSecrets()
                    : administratorKeys.liveSecrets(),
            LIVE_KEYS_TTL);
  }

  /** The caller that owns the key, if the key is live. */
  Uni<Optional<SecurityIdentity>> authenticate(ApiKey key, RoutingContext request) {
    return key.owner() == ApiKey.Owner.PROVIDER
        ? providers.authenticate(key).map(found -> found.map(p -> identityOf(p, key)))
        : administrators
            .authenticate(key)
            .map(found -> found.map(who -> identityOf(who, key, request)));
  }

  /**
   * Authenticates without a look-up per key: all live keys are read at most once a second, no
   * matter how many invalid keys arrive.
   */
  Uni<Optional<SecurityIdentity>> authenticateSparingly(ApiKey key, RoutingContext request) {
    if (administrators.isConfigured(key) || newKeys.contains(key)) {
      return authenticate(key, request);
    }
    return liveSecrets
        .get(key.owner())
        .chain(live -> isOneOf(live, key) ? authenticate(key, request) : unauthenticated());
  }

  private static boolean isOneOf(Map<String, byte[]> live, ApiKey key) {
    byte[] secret = live.get(key.publicId());
    return secret != null && key.matches(secret);
  }

  private static Uni<Optional<SecurityIdentity>> unauthenticated() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static SecurityIdentity identityOf(Provider provider, ApiKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(provider.slug()))
        .addRole(Roles.PROVIDER)
        .addAttribute(Caller.KEY, key.toString())
        .addAttribute(Caller.PROVIDER, provider)
        .addAttribute(Caller.CREDENTIAL, new Credential.Key(key.owner(), key.publicId()))
        .build();
  }

  private SecurityIdentity identityOf(Administrator who, ApiKey key, RoutingContext request) {
    QuarkusSecurityIdentity.Builder identity =
        AdministratorIdentity.of(who, Roles.ADMINISTRATOR, request)
            .addAttribute(Caller.KEY, key.toString());
    if (!administrators.isConfigured(key)) {
      identity.addAttribute(Caller.CREDENTIAL, new Credential.Key(key.owner(), key.publicId()));
    }
    return identity.build();
  }
}
