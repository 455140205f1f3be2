package io.leadloop.testing;

import static org.awaitility.Awaitility.await;

import io.leadloop.customer.Customer;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.LaneConfig;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Creates lanes for tests and submits leads to them as a provider. */
@ApplicationScoped
public class LaneTester {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Onboarding onboarding;
  private final LaneConfig config;
  private final Vertx vertx;

  LaneTester(Onboarding onboarding, LaneConfig config, Vertx vertx) {
    this.onboarding = onboarding;
    this.config = config;
    this.vertx = vertx;
  }

  /** The window of the quota. */
  public Duration window() {
    return config.window();
  }

  /** Creates a customer with its lane and one granted provider. */
  public Lane open(OpleadAccess oplead, int quota) {
    return new Lane(onboarding.providerWithCustomer(oplead, quota));
  }

  /** The same with a simulated Oplead, which the caller closes. */
  public Scenario simulate(SimulatorSettings settings, int quota) {
    String token = UUID.randomUUID().toString();
    SimulatedOplead oplead = new SimulatedOplead(vertx, settings);
    oplead.accept(token);
    oplead.startAndAwait();
    OpleadAccess access = new OpleadAccess(Optional.of(oplead.baseUrl()), token);
    return new Scenario(onboarding.providerWithCustomer(access, quota), oplead, token);
  }

  /** Grants the lane to another provider. */
  public Lane share(Lane lane) {
    return new Lane(onboarding.providerFor(lane.customer()));
  }

  /** A pair of provider and customer. */
  public static class Lane {
    private final Onboarding.Pair pair;

    Lane(Onboarding.Pair pair) {
      this.pair = pair;
    }

    public Customer customer() {
      return pair.customer();
    }

    public Onboarding.Pair pair() {
      return pair;
    }

    /** Submits a lead with this name and returns its id. */
    public String submit(String name) {
      return submit(name, Map.of());
    }

    /**
     * @param more additional members of the submission as JSON text, by name
     */
    public String submit(String name, Map<String, String> more) {
      StringBuilder members = new StringBuilder();
      more.forEach((key, json) -> members.append(",\"%s\":%s".formatted(key, json)));
      return asProvider()
          .contentType(ContentType.JSON)
          .body(
              "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"%s\",\"phone\":\"0601020304\"}%s}"
                  .formatted(pair.customer().slug(), name, members))
          .post("/v1/leads")
          .then()
          .statusCode(202)
          .extract()
          .path("id");
    }

    public JsonPath show(String id) {
      return asProvider().get("/v1/leads/" + id).jsonPath();
    }

    /** Its lead's events, as the provider reads them over HTTP. */
    public JsonPath events(String id) {
      return asProvider().get("/v1/leads/" + id + "/events").jsonPath();
    }

    /** The types of these. */
    public List<String> types(String id) {
      return events(id).getList("items.type");
    }

    /** A request with the provider's key. */
    public RequestSpecification asProvider() {
      return pair.asProvider();
    }

    public void awaitState(String id, String state) {
      await().atMost(PATIENCE).until(() -> show(id).getString("state").equals(state));
    }
  }
}
