package io.leadloop.push.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.store.Batch;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may manage an endpoint, and the records of it. */
@GatewayTest
class ManagedEndpointsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENTRIES =
      """
      select action, actor, before, after from audit_entry where subject = $1
      order by transaction, position
      """;

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private final TestReceiver receiver = new TestReceiver();
  private Onboarding.Pair pair;
  private EndpointCaller caller;
  private String administrated;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    caller = new EndpointCaller(pair);
    administrated = "/admin/v1/providers/" + pair.provider().slug() + "/endpoints";
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void anotherProvidersEndpointIsNotThere() {
    String one = caller.activate(receiver, Map.of());
    Onboarding.Pair other = onboarding.providerWithCustomer();
    String elsewhere =
        "/admin/v1/providers/%s/endpoints/%s".formatted(other.provider().slug(), idOf(one));
    assertNothingAt(() -> other.asProvider(), one);
    assertNothingAt(() -> credentials.asAdministrator(), elsewhere);
    caller.get(one).statusCode(200).body("state", is("active")).body("max_in_flight", is(4));
    assertThat(audited(other, idOf(one))).isEmpty();
    caller.get(EndpointCaller.ENDPOINTS + "/0000").statusCode(404);
    caller.get(EndpointCaller.ENDPOINTS + "/not-an-id").statusCode(404);
  }

  private static void assertNothingAt(Supplier<RequestSpecification> as, String path) {
    for (String action : List.of("verify", "pause", "resume", "rotate")) {
      as.get().noContentType().post(path + "/" + action).then().statusCode(404);
    }
    as.get().get(path).then().statusCode(404);
    as.get().get(path + "/deliveries").then().statusCode(404);
    as.get()
        .contentType(ContentType.JSON)
        .body("{\"max_in_flight\":1}")
        .patch(path)
        .then()
        .statusCode(404);
    for (String scope :
        List.of("since\":\"beginning", "lead_id\":\"0198c0de-0000-7000-8000-000000000000")) {
      as.get()
          .contentType(ContentType.JSON)
          .body("{\"" + scope + "\"}")
          .post(path + "/resend")
          .then()
          .statusCode(404);
    }
    as.get().delete(path).then().statusCode(404);
  }

  @Test
  void administratorsManageTheEndpointsOfAnyProvider() {
    Response added =
        credentials
            .asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("url", receiver.url()))
            .post(administrated);
    added.then().statusCode(201).body("secret", startsWith("whsec_"));
    String one = added.header("Location");
    assertThat(one).isEqualTo(administrated + "/" + added.path("id"));
    credentials.asAdministrator().post(one + "/verify").then().body("state", is("active"));
    credentials.asAdministrator().post(one + "/pause").then().body("state", is("paused"));
    caller
        .get(EndpointCaller.ENDPOINTS)
        .statusCode(200)
        .body("items.id", contains(added.<String>path("id")))
        .body("items.state", contains("paused"))
        .body("next", nullValue());
    credentials.asAdministrator().delete(one).then().statusCode(204);
    credentials.asAdministrator().get(administrated).then().body("items", empty());
    credentials
        .asAdministrator()
        .get("/admin/v1/providers/unknown-provider/endpoints")
        .then()
        .statusCode(404);
  }

  @Test
  void eachChangeIsAudited() {
    String one = caller.activate(receiver, Map.of());
    caller.patch(one, "{\"max_in_flight\": 2}").statusCode(200);
    caller.post(one + "/pause").statusCode(200);
    caller.post(one + "/resume", Map.of("from", "now")).statusCode(200);
    caller.post(one + "/rotate").statusCode(200);
    caller.post(one + "/resend", Map.of("since", "beginning", "dry_run", true)).statusCode(200);
    caller.post(one + "/resend", Map.of("since", "beginning")).statusCode(200);
    caller.delete(one).statusCode(204);
    caller.get(one).statusCode(404);
    caller.get(EndpointCaller.ENDPOINTS).body("items", empty());

    List<Row> entries = audited(pair, idOf(one));
    assertThat(entries)
        .extracting(entry -> entry.getString("action"))
        .containsExactly(
            "endpoint.create",
            "endpoint.verify",
            "endpoint.change",
            "endpoint.pause",
            "endpoint.resume",
            "endpoint.rotate",
            "endpoint.resend",
            "endpoint.remove");
    assertThat(entries).allMatch(entry -> entry.getString("actor").contains(pair.key().publicId()));
    assertThat(text(entries.get(2), "before")).contains("\"max_in_flight\":4");
    assertThat(text(entries.get(2), "after")).contains("\"max_in_flight\":2");
    assertThat(text(entries.get(4), "after")).contains("now");
    assertThat(text(entries.get(6), "after")).isEqualTo("{\"since\":\"beginning\"}");
  }

  @Test
  void refusedChangesAreNotAudited() {
    String one = caller.register(receiver.url(), Map.of()).header("Location");
    caller.post(one + "/pause").statusCode(409);
    caller.patch(one, "{\"max_in_flight\": 0}").statusCode(422);
    Map<String, String> unknown = Map.of("event_id", "01a19467-e800-7000-8000-000000000000");
    caller.post(one + "/resend", unknown).statusCode(404);
    assertThat(audited(pair, idOf(one)))
        .extracting(entry -> entry.getString("action"))
        .containsExactly("endpoint.create");
  }

  @Test
  void operatorsManageThemAtTheCommandLine() {
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    String slug = pair.provider().slug();
    String customer = pair.customer().slug();
    String held = "io.leadloop.lead.held.v1";
    JsonNode added =
        admin.run(
            "provider",
            "endpoint",
            "add",
            slug,
            "--endpoint-url",
            receiver.url(),
            "--type",
            held,
            "--customer",
            customer,
            "--description",
            "d",
            "--scheme",
            "v1",
            "--start",
            "beginning");
    String id = added.get("id").asText();
    String secret = added.get("secret").asText();
    assertThat(added.get("types").get(0).asText()).isEqualTo(held);
    assertThat(added.get("customers").get(0).asText()).isEqualTo(customer);
    receiver.require(secret, "whsec_AAAA");
    assertThat(admin.run("provider", "endpoint", "verify", slug, id).get("warnings")).isEmpty();
    JsonNode changed =
        admin.run(
            "provider",
            "endpoint",
            "change",
            slug,
            id,
            "--all-types",
            "--all-customers",
            "--no-description",
            "--max-in-flight",
            "3");
    assertThat(changed.get("types").isNull()).isTrue();
    assertThat(changed.get("customers").isNull()).isTrue();
    assertThat(changed.get("description").isNull()).isTrue();
    assertThat(changed.get("max_in_flight").asInt()).isEqualTo(3);
    assertThat(state(admin.run("provider", "endpoint", "pause", slug, id))).isEqualTo("paused");
    assertThat(
            admin
                .run(
                    "provider", "endpoint", "resend", slug, id, "--since", "beginning", "--dry-run")
                .get("events")
                .asInt())
        .isZero();
    assertThat(state(admin.run("provider", "endpoint", "resume", slug, id, "--from", "now")))
        .isEqualTo("active");
    assertThat(
            admin
                .run("provider", "endpoint", "rotate", slug, id, "--overlap", "PT1H")
                .get("secret")
                .asText())
        .startsWith("whsec_")
        .isNotEqualTo(secret);
    assertThat(admin.end("provider", "endpoint", "verify", slug, id).status()).isZero();
    assertThat(admin.end("provider", "endpoint", "list", slug).out())
        .contains(id)
        .doesNotContain("whsec_");
    assertThat(admin.end("provider", "endpoint", "show", slug, id).out())
        .contains("active")
        .doesNotContain("whsec_");
    assertThat(admin.end("provider", "endpoint", "deliveries", slug, id, "--state", "failed"))
        .matches(ended -> ended.status() == 0 && ended.out().isEmpty());
    assertThat(admin.end("provider", "endpoint", "resend", slug, id).err()).startsWith("422 ");
    assertThat(admin.end("provider", "endpoint", "remove", slug, id).status()).isZero();
    assertThat(admin.end("provider", "endpoint", "show", slug, id).err()).startsWith("404 ");
  }

  private static String state(JsonNode endpoint) {
    return endpoint.get("state").asText();
  }

  private List<Row> audited(Onboarding.Pair of, String id) {
    String subject = "providers/" + of.provider().slug() + "/endpoints/" + id;
    return pool.preparedQuery(ENTRIES)
        .execute(Tuple.of(subject))
        .map(rows -> Batch.list(rows, row -> row))
        .await()
        .atMost(PATIENCE);
  }

  private static String text(Row entry, String column) {
    return String.valueOf(entry.getValue(column));
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
