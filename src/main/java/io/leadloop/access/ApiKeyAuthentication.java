package io.leadloop.access;

import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Recognises providers and administrators by their keys. */
@Singleton
class ApiKeyAuthentication {
  private final ProviderDirectory providers;
  private final AdministratorDirectory administrators;

  ApiKeyAuthentication(ProviderDirectory providers, AdministratorDirectory administrators) {
    this.providers = providers;
    this.administrators = administrators;
  }

  /** Whose key that is, if it is a live key at all. */
  Uni<Optional<SecurityIdentity>> authenticate(ApiKey key) {
    return key.owner() == ApiKey.Owner.PROVIDER
        ? providers.authenticate(key).map(found -> found.map(p -> identityOf(p, key)))
        : administrators.authenticate(key).map(found -> found.map(name -> identityOf(name, key)));
  }

  private static SecurityIdentity identityOf(Provider provider, ApiKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(provider.slug()))
        .addRole(Roles.PROVIDER)
        .addAttribute(Caller.PROVIDER, provider)
        .addAttribute(Caller.KEY, key.toString())
        .build();
  }

  private static SecurityIdentity identityOf(String administrator, ApiKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(administrator))
        .addRole(Roles.ADMINISTRATOR)
        .addAttribute(Caller.KEY, key.toString())
        .build();
  }
}
