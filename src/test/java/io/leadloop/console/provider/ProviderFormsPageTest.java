package io.leadloop.console.provider;

import static io.leadloop.testing.ConsoleClient.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
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
import io.leadloop.testing.PortalClient;
import io.leadloop.testing.Scenario;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers are created and changed by the pages, as by the API; secrets are shown once. */
@GatewayTest
class ProviderFormsPageTest {
  private static final String NEW = "/console/providers/_new";
  private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;
  @Inject Credentials credentials;

  private final String slug = "p-" + UUID.randomUUID();
  private final String path = "/console/providers/" + slug;
  private String session;
  private Scenario lane;

  @BeforeEach
  void begin() {
    session = console.session();
    lane = lanes.simulate(SimulatorSettings.defaults(), 100);
  }

  @AfterEach
  void end() {
    lane.close();
  }

  @Test
  void aProviderIsCreatedWithSecretsThatAreShownOnce() {
    String html = create().extract().asString();
    String key = secret(html, "api-key");
    String password = secret(html, "kafka-password");
    assertThat(key).startsWith("llp_");
    assertThat(password).hasSizeGreaterThan(20);
    assertThat(html).contains("provider-" + slug, "leadloop.status." + slug);
    given().header("Authorization", "Bearer " + key).get("/v1/me").then().statusCode(200);
    for (String other : new String[] {"", "?done=1", "/change", "/keys/_new", "/kafka/rotate"}) {
      page(session)
          .get(path + other)
          .then()
          .statusCode(200)
          .header("Cache-Control", "no-store")
          .body(not(containsString(key)))
          .body(not(containsString(password)));
    }
    api().then().body("customers", contains(customer())).body("keys.size()", equalTo(1));
    assertThat(page(session).get("/console/audit").asString()).doesNotContain(key, password);
  }

  @Test
  void aProvidersPeopleAreGivenALinkThatOpensThePortalOnce() {
    create();
    page(session).get(path).then().body(containsString(slug + "/portal-link\""));
    String html = post(path + "/portal-link", Map.of()).statusCode(200).extract().asString();
    String link = secret(html, "portal-link");
    assertThat(link).contains("/portal/sign-in#");
    String token = link.replaceFirst(".*#", "");
    String opened = PortalClient.sessionIn(PortalClient.signIn("token", token));
    PortalClient.page(opened).get("/portal").then().statusCode(200).body(containsString(slug));
    PortalClient.signIn("token", token).then().statusCode(401);
    assertThat(page(session).get("/console/audit?action=portal.link.create").asString())
        .contains("providers/" + slug)
        .doesNotContain(token);
  }

  @Test
  void aProviderThatIsPostedTwiceIsCreatedOnceAndItsSecretsAreNotShownAgain() {
    String key = secret(create().extract().asString(), "api-key");
    post(NEW, fields())
        .statusCode(409)
        .body(containsString("The slug is in use; choose another."))
        .body(containsString("value=\"" + slug + "\""))
        .body(not(containsString(key)))
        .body(not(containsString("data-once")));
    given().header("Authorization", "Bearer " + key).get("/v1/me").then().statusCode(200);
  }

  @Test
  void whatIsWrongIsShownAtItsInput() {
    post(NEW, Map.of("slug", slug, "name", "x", "customers", customer() + "\nnobody-here"))
        .statusCode(422)
        .body(containsString("field-customers-error\">is not the slug of a customer"));
    post(NEW, Map.of("slug", slug, "name", " ", "burst", "0"))
        .statusCode(422)
        .body(containsString("id=\"field-name-error\">Fill this in."))
        .body(containsString("id=\"field-burst-error\">must be greater than or equal to 1"));
    api().then().statusCode(404);
  }

  @Test
  void settingsAreChangedAndTheProviderDisabledAfterItsSlugWasTyped() {
    create();
    String hostile = "<script>alert(1)</script>\"'&";
    post(path + "/change", Map.of("name", hostile, "leads_per_minute", "30")).statusCode(303);
    api().then().body("name", equalTo(hostile)).body("leads_per_minute", equalTo(30));
    for (String shown : new String[] {"", "/change", "/change/disable"}) {
      page(session)
          .get(path + shown)
          .then()
          .statusCode(200)
          .body(not(containsString("<script>alert")));
    }
    post(path + "/change/disable", Map.of("confirmation", "another"))
        .statusCode(422)
        .body(containsString("is not " + slug));
    post(path + "/change/disable", Map.of()).statusCode(422);
    api().then().body("disabled", equalTo(false));
    post(path + "/change/disable", Map.of("confirmation", slug)).statusCode(303);
    api().then().body("disabled", equalTo(true));
    post(path + "/change/enable", Map.of()).statusCode(303);
    api().then().body("disabled", equalTo(false));
  }

  @Test
  void aProviderIsArchivedAfterItsSlugWasTypedAndComesBack() {
    create();
    String list = "/console/providers?after=" + slug.substring(0, slug.length() - 1);
    String link = "/providers/" + slug + "\"";
    page(session).get(list).then().body(containsString(link));
    post(path + "/change/archive", Map.of("confirmation", "another")).statusCode(422);
    api().then().body("archived_at", nullValue());
    post(path + "/change/archive", Map.of("confirmation", slug)).statusCode(303);
    api().then().body("archived_at", not(nullValue()));
    page(session)
        .get(path)
        .then()
        .body(containsString("<span aria-hidden=\"true\">■</span> archived"))
        .body(containsString("Bring back"))
        .body(not(containsString("/change/archive\"")));
    page(session).get(list).then().body(not(containsString(link)));
    page(session).get(list + "&archived=true").then().body(containsString(link));
    post(path + "/change/enable", Map.of()).statusCode(303);
    api().then().body("archived_at", nullValue());
    page(session).get(list).then().body(containsString(link));
  }

  @Test
  void keysAreAddedAndRevoked() {
    create();
    String html =
        post(path + "/keys/_new", Map.of("name", "website", "expires_at", "2099-01-31T10:00"))
            .statusCode(200)
            .extract()
            .asString();
    String key = secret(html, "api-key");
    String id = key.split("_")[1];
    given().header("Authorization", "Bearer " + key).get("/v1/me").then().statusCode(200);
    page(session)
        .get(path)
        .then()
        .body(containsString("website"))
        .body(containsString("31 Jan 2099 10:00:00"));
    post(path + "/keys/_new", Map.of("expires_at", "2001-01-31T10:00"))
        .statusCode(422)
        .body(containsString("field-expires-at-error\">must be in the future"));
    page(session)
        .get(path + "/keys/" + id + "/revoke")
        .then()
        .statusCode(200)
        .body(containsString("llp_" + id));
    post(path + "/keys/" + id + "/revoke", Map.of()).statusCode(303);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                given().header("Authorization", "Bearer " + key).get("/v1/me").statusCode() == 401);
  }

  @Test
  void grantsAreAddedAndRemoved() {
    post(NEW, Map.of("slug", slug, "name", "Atelier")).statusCode(200);
    post(path + "/grants/_new", Map.of("customer", "nobody-here"))
        .statusCode(422)
        .body(containsString("field-customer-error\">is not the slug of a customer"));
    post(path + "/grants/_new", Map.of("customer", customer())).statusCode(303);
    api().then().body("customers", contains(customer()));
    page(session)
        .get(path + "/grants/" + customer() + "/remove")
        .then()
        .statusCode(200)
        .body(containsString("Remove the grant"));
    api().then().body("customers", contains(customer()));
    post(path + "/grants/" + customer() + "/remove", Map.of()).statusCode(303);
    api().then().body("customers", empty());
  }

  @Test
  void theConnectionIsCertifiedStepByStep() {
    create();
    String html =
        post(path + "/grants/" + customer() + "/certify", Map.of())
            .statusCode(200)
            .extract()
            .asString();
    assertThat(html)
        .contains(
            "Accepted by the gateway",
            "Forwarded to Oplead",
            "Status received from Oplead",
            "Published on the topic",
            "Erased",
            " ms</td>",
            "</html>")
        .doesNotContain("state bad");
    page(session)
        .contentType(FORM)
        .post(path + "/grants/nobody-here/certify")
        .then()
        .statusCode(404);
  }

  @Test
  void theKafkaAccountIsRotatedCheckedAndRemoved() {
    String first = secret(create().extract().asString(), "kafka-password");
    page(session).get(path + "/kafka/rotate").then().statusCode(200);
    String second =
        secret(
            post(path + "/kafka/rotate", Map.of()).statusCode(200).extract().asString(),
            "kafka-password");
    assertThat(second).isNotEqualTo(first);
    post(path + "/kafka/check", Map.of())
        .statusCode(200)
        .body(containsString("passed"), containsString("Is denied groups of others"))
        .body(containsString(" ms</td>"), not(containsString("refused-foreign-group")))
        .body(not(containsString(second)))
        .body(not(containsString("state bad")));
    post(path + "/kafka/remove", Map.of("confirmation", "x")).statusCode(422);
    post(path + "/kafka/remove", Map.of("confirmation", slug)).statusCode(303);
    post(path + "/kafka/check", Map.of()).statusCode(200).body(containsString("state bad"));
  }

  @Test
  void formsAreAddedAndRemoved() {
    create();
    String issued =
        secret(
            post(path + "/forms/_new", Map.of("customer", customer(), "name", "Web & co"))
                .statusCode(200)
                .extract()
                .asString(),
            "form-token");
    page(session)
        .get(path)
        .then()
        .body(containsString("Web &amp; co"))
        .body(not(containsString(issued)));
    String own = "own-token-" + UUID.randomUUID();
    post(path + "/forms/_new", Map.of("customer", customer(), "name", "Other", "token", own))
        .statusCode(303);
    post(path + "/forms/_new", Map.of("customer", customer(), "name", "Other", "token", own))
        .statusCode(409)
        .body(containsString("Another form has this name and this token"))
        .body(not(containsString(own)));
    post(path + "/forms/_new", Map.of("customer", "nobody-here", "name", "x"))
        .statusCode(422)
        .body(containsString("field-customer-error\">is no customer"));
    String id = forms().path("items[0].id");
    page(session).get(path + "/forms/" + id + "/remove").then().statusCode(200);
    post(path + "/forms/" + id + "/remove", Map.of()).statusCode(303);
    forms().then().body("items.name", contains("Other"));
  }

  @Test
  void anUnknownProviderHasNoPages() {
    for (String form :
        new String[] {
          "", "/change", "/change/disable", "/keys/_new", "/forms/_new", "/kafka/remove"
        }) {
      page(session).get("/console/providers/nobody-here" + form).then().statusCode(404);
    }
    post("/console/providers/nobody-here/kafka/rotate", Map.of()).statusCode(404);
    post("/console/providers/nobody-here/kafka/check", Map.of()).statusCode(404);
    post("/console/providers/nobody-here/change/enable", Map.of()).statusCode(404);
  }

  private String customer() {
    return lane.customer().slug();
  }

  private ValidatableResponse create() {
    return post(NEW, fields()).statusCode(200).header("Cache-Control", "no-store");
  }

  private Map<String, String> fields() {
    return Map.of("slug", slug, "name", "Atelier Nord", "customers", customer());
  }

  private ValidatableResponse post(String to, Map<String, String> fields) {
    return page(session).contentType(FORM).formParams(fields).post(to).then();
  }

  private Response api() {
    return credentials.asAdministrator().get("/admin/v1/providers/" + slug);
  }

  private Response forms() {
    return credentials.asAdministrator().get("/admin/v1/providers/" + slug + "/forms");
  }

  /** What the page shows once under that name. */
  private static String secret(String html, String name) {
    return html.replaceFirst(
        "(?s).*<code id=\"fact-" + name + "\" data-once>([^<]+)</code>.*", "$1");
  }
}
