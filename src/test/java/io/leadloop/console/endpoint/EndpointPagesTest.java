package io.leadloop.console.endpoint;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints are registered, changed and removed by the pages, and their deliveries listed. */
@GatewayTest
class EndpointPagesTest {
  private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;
  @Inject Credentials credentials;

  private String session;
  private Scenario lane;
  private String endpoints;

  @BeforeEach
  void begin() {
    session = console.session();
    lane = lanes.simulate(SimulatorSettings.defaults(), 100);
    endpoints = "/console/providers/" + lane.pair().provider().slug() + "/endpoints";
  }

  @AfterEach
  void end() {
    lane.close();
  }

  @Test
  void anEndpointIsRegisteredVerifiedAndDeliveredTo() {
    String html = register(Map.of("url", url(), "start", "beginning")).extract().asString();
    String secret = secret(html);
    assertThat(secret).startsWith("whsec_");
    String one = endpoints + "/" + id();
    page(session).get(one).then().statusCode(200).body(not(containsString(secret)));
    post(one + "/verify", Map.of()).statusCode(200).body(containsString("passed"));
    String lead = lane.submit("Martin");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> page(session).get(one).then().body(containsString("/leads/" + lead + "\"")));
    page(session)
        .get(one + "?state=delivered&lead=" + lead)
        .then()
        .statusCode(200)
        .body(containsString("/leads/" + lead + "\""));
    page(session)
        .get(one + "?state=given_up")
        .then()
        .body(containsString("No delivery is recorded"));
    page(session).get(one + "?state=none").then().statusCode(400);
    post(one + "/change/resend", Map.of("since", "beginning", "dry_run", "true"))
        .statusCode(200)
        .body(containsString("What would be sent again"));
    post(one + "/change/resend", Map.of("lead_id", lead))
        .statusCode(200)
        .body(containsString("Events are sent again"));
    post(one + "/change/resend", Map.of())
        .statusCode(422)
        .body(containsString("field-since-error\">give exactly one"));
  }

  @Test
  void anEndpointIsPausedAndResumed() {
    register(Map.of("url", url()));
    String one = endpoints + "/" + id();
    post(one + "/verify", Map.of()).statusCode(200);
    post(one + "/pause", Map.of()).statusCode(303);
    api().then().body("items[0].state", equalTo("paused"));
    page(session)
        .get(one + "/resume")
        .then()
        .statusCode(200)
        .body(containsString("value=\"cursor\" checked"));
    post(one + "/resume", Map.of("from", "now")).statusCode(303);
    api().then().body("items[0].state", equalTo("active"));
    post(one + "/pause", Map.of()).statusCode(303);
    post(one + "/resume", Map.of()).statusCode(303);
    api().then().body("items[0].state", equalTo("active"));
  }

  @Test
  void anEndpointIsChangedAndItsFiltersRemoved() {
    register(
        Map.of(
            "url",
            url(),
            "description",
            "<script>alert(1)</script>",
            "types",
            "io.leadloop.lead.forwarded.v1",
            "customers",
            lane.customer().slug()));
    String one = endpoints + "/" + id();
    api()
        .then()
        .body("items[0].types[0]", equalTo("io.leadloop.lead.forwarded.v1"))
        .body("items[0].customers[0]", equalTo(lane.customer().slug()));
    page(session)
        .get(one + "/change")
        .then()
        .statusCode(200)
        .body(containsString("value=\"io.leadloop.lead.forwarded.v1\" checked"))
        .body(not(containsString("<script>alert")));
    page(session).get(one).then().statusCode(200).body(not(containsString("<script>alert")));
    post(one + "/change", Map.of("url", url(), "max_in_flight", "99"))
        .statusCode(422)
        .body(containsString("field-max-in-flight-error\">must be 1 to 32"));
    post(one + "/change", Map.of("url", url(), "max_in_flight", "7")).statusCode(303);
    api()
        .then()
        .body("items[0].max_in_flight", equalTo(7))
        .body("items[0].description", nullValue())
        .body("items[0].types", nullValue())
        .body("items[0].customers", nullValue());
  }

  @Test
  void aFilterOutlastsTheGrantOfItsCustomer() {
    String slug = lane.customer().slug();
    register(Map.of("url", url(), "customers", slug));
    String one = endpoints + "/" + id();
    String provider = "/console/providers/" + lane.pair().provider().slug();
    post(provider + "/grants/" + slug + "/remove", Map.of()).statusCode(303);
    page(session)
        .get(one + "/change")
        .then()
        .statusCode(200)
        .body(containsString("value=\"" + slug + "\" checked"));
    post(one + "/change", Map.of("url", url(), "description", "new", "customers", slug))
        .statusCode(422)
        .body(containsString("field-customers-error\">is not the slug of a customer"))
        .body(containsString("value=\"" + slug + "\" checked"));
    api().then().body("items[0].customers[0]", equalTo(slug));
  }

  @Test
  void aSecretIsReplacedAndShownOnce() {
    String first = secret(register(Map.of("url", url())).extract().asString());
    String one = endpoints + "/" + id();
    page(session).get(one + "/change/rotate").then().statusCode(200);
    String second =
        secret(
            post(one + "/change/rotate", Map.of("overlap", "2"))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString());
    assertThat(second).startsWith("whsec_").isNotEqualTo(first);
    page(session)
        .get(one)
        .then()
        .body(not(containsString(second)))
        .body(containsString("The secret before signs until"));
    post(one + "/change/rotate", Map.of("overlap", "P8D"))
        .statusCode(422)
        .body(containsString("field-overlap-error\">must be at most 7 days"));
  }

  @Test
  void anEndpointIsRemovedAfterItsHostWasTyped() {
    register(Map.of("url", url()));
    String one = endpoints + "/" + id();
    page(session).get(one + "/change/remove").then().body(containsString(host()));
    post(one + "/change/remove", Map.of("confirmation", "other")).statusCode(422);
    api().then().body("items.size()", equalTo(1));
    post(one + "/change/remove", Map.of("confirmation", host())).statusCode(303);
    api().then().body("items", empty());
    page(session).get(one).then().statusCode(404);
  }

  @Test
  void anInvalidUrlIsRefusedAtItsInput() {
    post(endpoints + "/_new", Map.of("url", "http://user:word@localhost/", "scheme", "v1"))
        .statusCode(422)
        .body(containsString("field-url-error\">must not contain a user name"));
    page(session).get("/console/providers/nobody-here/endpoints/_new").then().statusCode(404);
    post("/console/providers/nobody-here/endpoints/_new", Map.of("url", url())).statusCode(404);
  }

  private String url() {
    return lane.oplead().receiversUrl() + "/console";
  }

  private String host() {
    return lane.oplead().receiversUrl().getHost();
  }

  private ValidatableResponse register(Map<String, String> fields) {
    return post(endpoints + "/_new", fields).statusCode(200).header("Cache-Control", "no-store");
  }

  private ValidatableResponse post(String to, Map<String, String> fields) {
    return page(session).contentType(FORM).formParams(fields).post(to).then();
  }

  private Response api() {
    return credentials
        .asAdministrator()
        .get("/admin/v1/providers/" + lane.pair().provider().slug() + "/endpoints");
  }

  private String id() {
    return api().path("items[0].id");
  }

  private static String secret(String html) {
    return html.replaceFirst("(?s).*<code id=\"fact-secret\" data-once>([^<]+)</code>.*", "$1");
  }
}
