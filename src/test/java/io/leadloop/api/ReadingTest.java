package io.leadloop.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider reads its leads, its events and its own data. */
@GatewayTest
class ReadingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Onboarding.Pair pair;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
  }

  @Test
  void leadsAreListedNewestFirstPageByPage() {
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      submitted.add(0, submit("r-" + i));
    }
    JsonPath first = provider().get("/v1/leads?limit=2").jsonPath();
    assertThat(first.getList("items.id")).isEqualTo(submitted.subList(0, 2));
    submit("newer");

    JsonPath second = provider().get("/v1/leads?limit=2&after=" + first.get("next")).jsonPath();
    assertThat(second.getList("items.id")).isEqualTo(submitted.subList(2, 4));
    JsonPath last = provider().get("/v1/leads?limit=2&after=" + second.get("next")).jsonPath();
    assertThat(last.getList("items.id")).isEqualTo(submitted.subList(4, 5));
    assertThat(last.getString("next")).isNull();
  }

  @Test
  void leadsAreFilteredByReferenceCustomerAndState() {
    submit("r-1");
    String id = submit("r-2");
    String slug = pair.customer().slug();

    provider().get("/v1/leads?reference=r-2").then().body("items.id", is(List.of(id)));
    provider().get("/v1/leads?customer=" + slug).then().body("items", hasSize(2));
    provider().get("/v1/leads?customer=other").then().body("items", hasSize(0));
    provider().get("/v1/leads?state=expired").then().body("items", hasSize(0));
    provider().get("/v1/leads").then().body("items", hasSize(2)).body("next", nullValue());
  }

  @Test
  void anotherProvidersLeadsAndEventsAreNotListed() {
    report(submit("r-1"), "Gagné");
    awaitEvents(2);
    String other = "Bearer " + onboarding.providerWithCustomer().key().reveal();
    given().header("Authorization", other).get("/v1/leads").then().body("items", hasSize(0));
    given().header("Authorization", other).get("/v1/events").then().body("items", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/leads?limit=0",
        "/v1/leads?limit=501",
        "/v1/leads?limit=x",
        "/v1/leads?state=lost",
        "/v1/leads?after=x",
        "/v1/events?after=x",
        "/v1/events?limit=-1"
      })
  void aParameterThatCannotBeReadIsAProblem(String path) {
    provider()
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", is("/problems/invalid-request"));
  }

  @Test
  void aProviderLearnsWhoItIsAndHowToReadItsTopic() {
    String key = pair.key().reveal();
    provider()
        .get("/v1/me")
        .then()
        .statusCode(200)
        .body("provider", is(pair.provider().slug()))
        .body("key", is(key.substring(0, key.lastIndexOf('_')) + "_***"))
        .body("customers", is(List.of(pair.customer().slug())))
        .body("kafka.topic", is(pair.provider().topic()))
        .body("kafka.bootstrap_servers", is(kafka))
        .body("kafka.group_prefix", is(pair.provider().groupPrefix()));
  }

  @Test
  void theFeedContinuesAtItsCursor() {
    report(submit("r-1"), "En cours");
    awaitEvents(2);
    JsonPath first = provider().get("/v1/events?limit=1").jsonPath();
    assertThat(first.getList("items.type")).isEqualTo(List.of("io.leadloop.lead.forwarded.v1"));
    JsonPath second = provider().get("/v1/events?after=" + first.get("next")).jsonPath();
    assertThat(second.getString("items[0].data.status.code")).isEqualTo("in_progress");
    JsonPath third = provider().get("/v1/events?after=" + second.get("next")).jsonPath();
    assertThat(third.getList("items")).isEmpty();
    assertThat(third.getString("next")).isEqualTo(second.getString("next"));
  }

  @Test
  void theStreamSendsStoredAndNewEventsAndResumes() throws Exception {
    String lead = submit("r-1");
    report(lead, "En cours");
    awaitEvents(2);
    try (BufferedReader stream = follow(null)) {
      assertThat(next(stream, "event")).isEqualTo("io.leadloop.lead.forwarded.v1");
      String seen = next(stream, "id");
      assertThat(next(stream, "data")).contains("in_progress");

      report(lead, "Gagné");
      assertThat(next(stream, "data")).contains("won");
      try (BufferedReader resumed = follow(seen)) {
        assertThat(next(resumed, "data")).contains("won");
      }
    }
  }

  /** A proxy that buffers a stream would delay events for hours. */
  @Test
  void aStreamIsNeitherCachedNorKeptBackAndHasNoFieldsOfTheFrameworks() throws Exception {
    report(submit("r-1"), "En cours");
    awaitEvents(2);
    HttpResponse<InputStream> answer = open(null);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    try (BufferedReader stream = reader(answer)) {
      Set<String> fields = new HashSet<>();
      for (int events = 0; events < 2; ) {
        String line = stream.readLine();
        fields.add(line.replaceFirst(":.*", ""));
        events += line.startsWith("data:") ? 1 : 0;
      }
      assertThat(fields).containsExactlyInAnyOrder("", "id", "event", "data");
    }
  }

  private BufferedReader follow(String lastEventId) throws IOException, InterruptedException {
    return reader(open(lastEventId));
  }

  private static BufferedReader reader(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private HttpResponse<InputStream> open(String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/v1/events"))
            .header("Authorization", "Bearer " + pair.key().reveal())
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The value of the next line with that field. */
  private static String next(BufferedReader stream, String field) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.startsWith(field + ":")) {
        return line.substring(field.length() + 1).strip();
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  void aProviderErasesItsOwnLeadsOnly() {
    String lead = submit("r-1");
    String other = onboarding.providerWithCustomer().key().reveal();
    given()
        .header("Authorization", "Bearer " + other)
        .delete("/v1/leads/" + lead)
        .then()
        .statusCode(404);
    provider().delete("/v1/leads/no-id").then().statusCode(404);

    // A lead in flight cannot be erased, so retry.
    await()
        .atMost(PATIENCE)
        .until(() -> provider().delete("/v1/leads/" + lead).statusCode() == 204);
    provider().delete("/v1/leads/" + lead).then().statusCode(204);
    provider()
        .get("/v1/leads/" + lead)
        .then()
        .body("state", is("expired"))
        .body("reference", is("r-1"))
        .body("last_error", is("it was withdrawn"));
    awaitEvents(1);
    provider().get("/v1/events").then().body("items[0].type", is("io.leadloop.lead.expired.v1"));
  }

  private void awaitEvents(int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> provider().get("/v1/events").jsonPath().getList("items").size() == count);
  }

  private void report(String lead, String status) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("status", status))
        .post(tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath())
        .then()
        .statusCode(200);
  }

  private String submit(String reference) {
    return CalledBackLead.submit(pair, reference, tokens).id();
  }

  private RequestSpecification provider() {
    return pair.asProvider();
  }
}
