package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.access.key.AdministratorRole;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Valid and invalid credentials. */
@ApplicationScoped
public class Credentials {
  private final Onboarding onboarding;
  private final Providers providers;
  private final AdministratorKeys administrators;
  private final Map<String, String> made = new HashMap<>();

  Credentials(Onboarding onboarding, Providers providers, AdministratorKeys administrators) {
    this.onboarding = onboarding;
    this.providers = providers;
    this.administrators = administrators;
  }

  /** The bearer token of that name; empty for none. */
  public Optional<String> of(String name) {
    return Optional.ofNullable(made.computeIfAbsent(name, this::make));
  }

  /** A request with an administrator's key. */
  public RequestSpecification asAdministrator() {
    return given().header("Authorization", "Bearer " + of("ADMINISTRATOR_KEY").orElseThrow());
  }

  /** A path parameter of a resource that belongs to another caller. */
  public String somebodyElses(String parameter) {
    return switch (parameter) {
      case "token" -> "A".repeat(44);
      case "key" -> "unknown";
      case "type" -> "io.leadloop.lead.held.v1";
      case "kind" -> "status";
      default -> "00000000-0000-7000-8000-000000000000";
    };
  }

  private String make(String name) {
    return switch (name) {
      case "NOTHING" -> null;
      case "NO_KEY_AT_ALL" -> "no key at all";
      case "UNKNOWN_PROVIDER_KEY" -> ApiKey.generate(ApiKey.Owner.PROVIDER).reveal();
      case "WRONG_SECRET" -> {
        String key = onboarding.providerWithCustomer().key().reveal();
        yield key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");
      }
      case "REVOKED_PROVIDER_KEY" -> {
        Onboarding.Pair pair = onboarding.providerWithCustomer();
        await(() -> providers.revokeKey(pair.provider(), pair.key().publicId()));
        yield pair.key().reveal();
      }
      case "EXPIRED_PROVIDER_KEY" -> {
        Provider provider = onboarding.providerWithCustomer().provider();
        yield await(() -> providers.issueKey(provider, "old", past())).reveal();
      }
      case "DISABLED_PROVIDER_KEY" -> {
        Onboarding.Pair pair = onboarding.providerWithCustomer();
        await(() -> providers.change(pair.provider().id(), null, true, null, null));
        yield pair.key().reveal();
      }
      case "PROVIDER_KEY" -> onboarding.providerWithCustomer().key().reveal();
      case "UNKNOWN_ADMINISTRATOR_KEY" -> ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
      case "REVOKED_ADMINISTRATOR_KEY" -> {
        ApiKey key = await(() -> administrators.issue("gone", null));
        await(() -> administrators.revoke(key.publicId()));
        yield key.reveal();
      }
      case "EXPIRED_ADMINISTRATOR_KEY" -> await(() -> administrators.issue("old", past())).reveal();
      case "ADMINISTRATOR_KEY" -> await(() -> administrators.issue("Marie", null)).reveal();
      case "VIEWER_KEY" -> {
        Administrator viewer = new Administrator("Vincent", AdministratorRole.VIEWER);
        yield await(() -> administrators.issue(viewer, null)).reveal();
      }
      default -> Tokens.named(name);
    };
  }

  private static Instant past() {
    return Instant.now().minus(Duration.ofSeconds(1));
  }

  private static <T> T await(Supplier<Uni<T>> call) {
    try {
      return VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
