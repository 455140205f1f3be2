package io.leadloop.testing;

import static io.restassured.RestAssured.given;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A customer of packaged gateways with a simulated Oplead in the test's process, which calls
 * nothing back, and a provider that may send to it.
 */
public final class ReplicaScenario implements AutoCloseable {
  private static final int NO_LIMIT = 1_000_000;
  private static final String LEADS =
      "select count(*) from lead_view l join customer c on c.id = l.customer_id where c.slug = ?";
  private static final Duration NEVER = Duration.ofDays(1);

  private final Replicas replicas;
  private final Vertx vertx = Vertx.vertx();
  private final SimulatedOplead oplead =
      new SimulatedOplead(
          vertx, SimulatorSettings.builder().quota(NO_LIMIT).statusDelay(NEVER).build());
  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private final ProviderClient client;

  /**
   * Onboards them over HTTP.
   *
   * @param quota the customer's requests in a window
   */
  public ReplicaScenario(Replicas replicas, int quota) {
    this.replicas = replicas;
    String token = UUID.randomUUID().toString();
    oplead.accept(token);
    oplead.startAndAwait();
    Map<String, String> access = Map.of("base_url", oplead.baseUrl().toString(), "token", token);
    created(
        "/admin/v1/customers",
        Map.of("slug", customer, "name", "C", "requests_per_minute", quota, "oplead", access));
    String key = created("/admin/v1/providers", providerOf(provider)).getString("api_key");
    client = new ProviderClient(key, customer);
  }

  /** The answer to an onboarding of another provider of the customer. */
  public Response onboard(String slug) {
    return create("/admin/v1/providers", providerOf(slug));
  }

  private Map<String, Object> providerOf(String slug) {
    return Map.of("slug", slug, "name", "P", "customers", List.of(customer));
  }

  private JsonPath created(String path, Map<String, Object> body) {
    return create(path, body).then().statusCode(201).extract().jsonPath();
  }

  private Response create(String path, Map<String, Object> body) {
    return given()
        .baseUri(replicas.both().get(0).url())
        .header("Authorization", "Bearer " + replicas.administratorKey())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  public SimulatedOplead oplead() {
    return oplead;
  }

  /** The provider, which submits to the customer. */
  public ProviderClient client() {
    return client;
  }

  public String topic() {
    return "leadloop.status." + provider;
  }

  /**
   * The result of a query for one number.
   *
   * @param sql in which {@code ?} is the customer's slug
   */
  public long count(String sql) {
    return replicas.count(sql, customer);
  }

  /** The number of its leads in this state. */
  public long leads(String state) {
    return count(LEADS + " and l.state = '%s'".formatted(state));
  }

  public long allLeads() {
    return count(LEADS);
  }

  @Override
  public void close() {
    oplead.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
