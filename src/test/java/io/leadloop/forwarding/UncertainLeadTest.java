package io.leadloop.forwarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.Lanes;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.TopicReader;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that stay uncertain, however often they are sent. */
@GatewayTest
class UncertainLeadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject ForwardingConfig config;
  @Inject Lanes lanes;
  @Inject Credentials credentials;
  @Inject Pool pool;
  @Inject Vertx vertx;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final List<String> answered = new CopyOnWriteArrayList<>(List.of("quick"));
  private HttpServer oplead;
  private LaneTester.Lane lane;

  @BeforeEach
  void open() {
    oplead =
        vertx
            .createHttpServer()
            .requestHandler(this::receive)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI baseUrl = URI.create("http://localhost:" + oplead.actualPort() + "/v1");
    lane = tester.open(new OpleadAccess(Optional.of(baseUrl), "t0ken"), 1_000);
  }

  @AfterEach
  void close() {
    oplead.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Takes every lead, but closes the connection instead of an answer unless the name is known. */
  private void receive(HttpServerRequest request) {
    request.body(
        body -> {
          JsonObject lead = body.result().toJsonObject();
          String name = lead.getString("lastname");
          addresses
              .computeIfAbsent(name, key -> new CopyOnWriteArrayList<>())
              .add(lead.getString("provider_webhook_url"));
          if (answered.contains(name)) {
            request.response().setStatusCode(201).end("{\"id\":\"77\"}");
          } else {
            request.connection().close();
          }
        });
  }

  /** Regression: it became uncertain, and a possible duplicate, without a byte sent. */
  @Test
  void aLeadThatTheGatewayCannotOpenIsNotUncertain() {
    lanes.pause(lane.customer().id()).await().atMost(PATIENCE);
    String id = lane.submit("quick");
    lane.awaitState(id, "held");
    pool.preparedQuery("update lead set document = '\\x01' where id = $1")
        .execute(Tuple.of(UUID.fromString(id)))
        .await()
        .atMost(PATIENCE);
    lanes.resume(lane.customer().id()).await().atMost(PATIENCE);
    await().atMost(PATIENCE).until(() -> lane.show(id).getInt("attempts") > 0);
    await().atMost(PATIENCE).until(() -> !lane.show(id).getString("state").equals("forwarding"));
    assertThat(lane.show(id).getString("state")).isEqualTo("queued");
    admin().get("/admin/v1/leads/" + id).then().body("last_error", startsWith("the gateway"));
    assertThat(addresses).doesNotContainKey("quick");
  }

  @Test
  void isSentALimitedNumberOfTimesThenStaysAndIsSettledByACallbackOrAnAdministrator() {
    String calledBack = lane.submit("lost");
    String retried = lane.submit("missing");
    awaitGivenUp(calledBack);
    awaitGivenUp(retried);

    assertThat(lane.show(calledBack).getString("last_error"))
        .isEqualTo("No answer from Oplead: connection lost; not sent again by itself");
    assertThat(lane.show(calledBack).getInt("attempts")).isEqualTo(config.uncertainResends() + 1);
    lane.awaitState(lane.submit("quick"), "forwarded");
    assertThat(lanes.status(lane.customer().id()).await().atMost(PATIENCE).waiting()).isZero();
    assertThat(requests("lost")).isEqualTo(config.uncertainResends() + 1);
    admin()
        .get("/admin/v1/leads?state=uncertain&customer=" + lane.customer().slug())
        .then()
        .body("items.id", hasItems(calledBack, retried));

    URI callback = URI.create(addresses.get("lost").get(0));
    given().body("{\"status\":\"En cours\"}").post(callback.getPath()).then().statusCode(200);
    lane.awaitState(calledBack, "forwarded");

    answered.add("missing");
    admin().post("/admin/v1/leads/" + retried + "/retry").then().statusCode(200);
    lane.awaitState(retried, "forwarded");
    assertThat(requests("missing")).isEqualTo(config.uncertainResends() + 2);
    assertThat(events(retried)).singleElement().asString().contains("\"possible_duplicate\":true");
  }

  /** It has no end of its shelf life: that it was not forwarded is not known. */
  @Test
  void doesNotExpire() {
    String id = lane.submit("quick");
    assertThat(events(id)).hasSize(1);
    abandon(id, config.uncertainResends());

    awaitGivenUp(id);
    assertThat(
            pool.preparedQuery(
                    "select 1 from lead_queue where lead_id = $1 and expires_at = 'infinity'")
                .execute(Tuple.of(UUID.fromString(id)))
                .await()
                .atMost(PATIENCE))
        .hasSize(1);
  }

  @Test
  void thatALostReplicaWasSendingIsSentAgainWhileItMay() {
    String id = lane.submit("quick");
    assertThat(events(id)).hasSize(1);
    abandon(id, 0);
    lane.awaitState(id, "forwarded");
    assertThat(requests("quick")).isEqualTo(2);
  }

  /** As the row is when the replica that sends the lead, whose events are out, is killed. */
  private void abandon(String id, int unanswered) {
    pool.preparedQuery(
            """
            with sent as (
              update lead_progress set state = null, due_at = null, unanswered = $2
              where lead_id = $1 returning *
            ), slot as (
              update lane l set used = used + 1 from sent s where l.customer_id = s.customer_id
            )
            insert into lane_request (request_id, claim, customer_id, kind, lease_until)
            select lead_id, claims + 1, customer_id, 'lead', now() - interval '1 second' from sent
            """)
        .execute(Tuple.of(UUID.fromString(id), unanswered))
        .await()
        .atMost(PATIENCE);
  }

  private void awaitGivenUp(String id) {
    await().atMost(PATIENCE).until(() -> lane.show(id), UncertainLeadTest::isGivenUp);
  }

  private static boolean isGivenUp(JsonPath lead) {
    return lead.getString("state").equals("uncertain") && lead.get("next_attempt_at") == null;
  }

  private int requests(String name) {
    return addresses.get(name).size();
  }

  private List<String> events(String id) {
    try (TopicReader reader = new TopicReader(kafka, lane.pair().provider().topic())) {
      return reader.readUntil(read -> read.stream().anyMatch(r -> r.key().equals(id))).stream()
          .filter(record -> record.key().equals(id))
          .map(record -> record.value())
          .toList();
    }
  }

  private RequestSpecification admin() {
    return credentials.asAdministrator();
  }
}
