package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.customer.Customer;
import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.kafka.Topics;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Onboards providers and customers for tests, with unique slugs. */
@ApplicationScoped
public class Onboarding {
  /** Nothing listens here, so leads stay in the gateway. */
  private static final URI NOWHERE = URI.create("http://localhost:1/v1");

  private final Customers customers;
  private final Providers providers;
  private final Topics topics;

  Onboarding(Customers customers, Providers providers, Topics topics) {
    this.customers = customers;
    this.providers = providers;
    this.topics = topics;
  }

  public Pair providerWithCustomer() {
    return providerWithCustomer(
        new OpleadAccess(Optional.of(NOWHERE), UUID.randomUUID().toString()), 100);
  }

  public Pair providerWithCustomer(OpleadAccess oplead, int requestsPerMinute) {
    String slug = "c-" + UUID.randomUUID();
    return providerFor(await(() -> customers.onboard(slug, "Customer", oplead, requestsPerMinute)));
  }

  /** Onboards another provider with a grant for the customer. */
  public Pair providerFor(Customer customer) {
    String slug = "p-" + UUID.randomUUID();
    Provider provider = await(() -> providers.onboard(slug, "Provider"));
    ApiKey key = await(() -> providers.issueKey(provider));
    await(() -> providers.grant(provider.id(), customer.id()));
    topics.createFor(provider).await().atMost(Duration.ofSeconds(60));
    return new Pair(provider, key, customer);
  }

  /** Onboards a provider with this slug, without key, grant or topic. */
  public Provider provider(String slug) {
    return await(() -> providers.onboard(slug, "Provider"));
  }

  private static <T> T await(Supplier<Uni<T>> call) {
    try {
      return VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** A provider, its key and its only granted customer. */
  public record Pair(Provider provider, ApiKey key, Customer customer) {

    /** A request with the provider's key. */
    public RequestSpecification asProvider() {
      return given().header("Authorization", "Bearer " + key.reveal());
    }
  }
}
