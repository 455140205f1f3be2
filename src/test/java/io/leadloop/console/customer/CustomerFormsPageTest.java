package io.leadloop.console.customer;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.LostTable;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.PortalClient;
import io.leadloop.testing.Scenario;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers are created and changed by the pages, as by the API. */
@GatewayTest
class CustomerFormsPageTest {
  private static final String NEW = "/console/customers/_new";
  private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private final String slug = "c-" + UUID.randomUUID();
  private final String path = "/console/customers/" + slug;
  private String session;
  private Scenario other;

  @BeforeEach
  void begin() {
    session = console.session();
    other = lanes.simulate(SimulatorSettings.defaults(), 100);
  }

  @AfterEach
  void end() {
    other.close();
  }

  @Test
  void aCustomersPeopleAreGivenALinkToTheirPage() {
    create(Map.of("token", token()));
    shown("").body(containsString(slug + "/portal-link\""));
    String html = post(path + "/portal-link", Map.of()).statusCode(200).extract().asString();
    String token = html.replaceFirst("(?s).*/portal/sign-in#([^<]+)</code>.*", "$1");
    String opened = PortalClient.sessionIn(PortalClient.signIn("token", token));
    PortalClient.page(opened)
        .get("/portal/customer")
        .then()
        .statusCode(200)
        .body(containsString("Cuisines &lt;b&gt; &amp; Co"));
  }

  @Test
  void aCustomerIsCreatedAndItsTokenChecked() {
    String token = token();
    create(Map.of("token", token, "subscribe", "status", "shelf_life", "36"))
        .statusCode(303)
        .header("Location", endsWith(slug + "?done=verified"));
    shown("?done=verified")
        .body(containsString("Oplead accepts the token."))
        .body(containsString("Cuisines &lt;b&gt; &amp; Co"))
        .body(not(containsString(token)))
        .body(containsString("…" + token.substring(token.length() - 4)));
    api()
        .then()
        .body("requests_per_minute", equalTo(50))
        .body("shelf_life", equalTo("PT36H"))
        .body("verification.said", equalTo("ok"));
    assertThat(subscriptions().getList("items.kind")).containsExactly("status");
  }

  @Test
  void aTokenThatOpleadRefusesIsReportedInWords() {
    create(Map.of("token", UUID.randomUUID().toString())).statusCode(303);
    shown("?done=verified")
        .body(containsString("without success: the token is refused"))
        .body(containsString("token check: the token is refused"))
        .body(not(containsString("Oplead accepts the token.")));
    assertThat(inFrench("")).contains("vérification du jeton : ");
  }

  /** The lane is open, and it is unknown whether the token is good. */
  @Test
  void aTokenThatWasNeverCheckedIsMarkedBesideTheLane() {
    String other = onboarding.providerWithCustomer().customer().slug();
    String html = page(session).get("/console/customers/" + other).asString();
    assertThat(html.replaceFirst("(?s)<section.*", ""))
        .containsSubsequence("</span> open<", "</span> token not checked yet<");
    assertThat(
            page(session)
                .header("Accept-Language", "fr")
                .get("/console/customers/" + other)
                .asString())
        .contains("jeton pas encore vérifié");
  }

  @Test
  void theFormOfSettingsSaysOneThingAboutEmptyFields() {
    create(Map.of("token", token())).statusCode(303);
    assertThat(page(session).get(path + "/change").asString())
        .contains("An empty field leaves the value as it is.", "Empty leaves it as it is.")
        .doesNotContain("Empty for the address", "Type it again");
    assertThat(inFrench("/change")).contains("Vide, il reste tel quel.");
  }

  private String inFrench(String rest) {
    return page(session).header("Accept-Language", "fr").get(path + rest).asString();
  }

  @Test
  void whatIsWrongIsShownAtItsInputAndSecretsAreNotKept() {
    String secret = "a secret " + UUID.randomUUID();
    page(session)
        .contentType(FORM)
        .formParam("slug", "Not A \"Slug\"")
        .formParam("name", "<script>alert(1)</script>")
        .formParam("wire", "rest")
        .formParam("token", secret)
        .formParam("requests_per_minute", "many")
        .post(NEW)
        .then()
        .statusCode(422)
        .body(containsString("Nothing was saved. Correct these fields:"))
        .body(containsString("Type it again: a page never repeats a secret."))
        .body(containsString("Request "))
        .body(containsString("value=\"Not A &quot;Slug&quot;\""))
        .body(containsString("&lt;script&gt;alert(1)"))
        .body(not(containsString("<script>alert")))
        .body(not(containsString(secret)))
        .body(containsString("id=\"field-requests-per-minute-error\">Write a whole number."));
    page(session)
        .contentType(FORM)
        .formParam("slug", "Not A Slug")
        .formParam("wire", "rest")
        .post(NEW)
        .then()
        .statusCode(422)
        .body(containsString("id=\"field-slug-error\">must be lower-case letters"))
        .body(containsString("href=\"#field-slug\""))
        .body(containsString("id=\"field-token-error\">Fill this in."))
        .body(containsString("id=\"field-name-error\">Fill this in."));
  }

  @Test
  void aCustomerThatIsPostedTwiceIsCreatedOnce() {
    String token = token();
    create(Map.of("token", token)).statusCode(303);
    create(Map.of("token", token))
        .statusCode(409)
        .body(containsString("The slug is taken"))
        .body(containsString("The slug is in use; choose another."))
        .body(containsString("value=\"" + slug + "\""));
  }

  @Test
  void aCustomerOfTheFormImportIsCreatedAndItsWireChanged() {
    create(Map.of("wire", "form", "form.name", "Website", "token", token())).statusCode(303);
    shown("").body(containsString("form import")).body(containsString("Website"));
    post(path + "/change", Map.of("wire", "rest", "name", "Durand"))
        .statusCode(422)
        .body(containsString("must be given again when the interface (wire) changes"))
        .body(containsString("Type it again: a page never repeats a secret."));
    String token = token();
    post(
            path + "/change",
            Map.of("wire", "rest", "name", "Durand", "token", token, "base_url", baseUrl()))
        .statusCode(303);
    api().then().body("wire", equalTo("rest")).body("name", equalTo("Durand"));
  }

  @Test
  void settingsAreShownAndChanged() {
    create(Map.of("token", token())).statusCode(303);
    page(session)
        .get(path + "/change")
        .then()
        .statusCode(200)
        .body(containsString("value=\"50\""))
        .body(containsString("value=\"" + baseUrl() + "\""));
    post(
            path + "/change",
            Map.of("name", "Durand & fils", "wire", "rest", "requests_per_minute", "70"))
        .statusCode(303);
    api().then().body("name", equalTo("Durand & fils")).body("requests_per_minute", equalTo(70));
  }

  @Test
  void aTokenIsReplacedAndNotShown() {
    create(Map.of("token", token())).statusCode(303);
    page(session)
        .get(path + "/change/token")
        .then()
        .body(containsString("type=\"password\""))
        .body(containsString("autocomplete=\"off\""));
    String token = token();
    post(path + "/change/token", Map.of("token", token))
        .statusCode(303)
        .header("Location", endsWith(slug + "?done=verified"));
    shown("?done=verified")
        .body(containsString("Oplead accepts the token."))
        .body(not(containsString(token)))
        .body(containsString("…" + token.substring(token.length() - 4)));
    post(path + "/change/token", Map.of("token", other.token()))
        .statusCode(409)
        .body(containsString("Another customer has the token"));
    post(path + "/change/token", Map.of())
        .statusCode(422)
        .body(containsString("id=\"field-token-error\">Fill this in."));
  }

  /** The customer was created, or its token changed, and a failure of the check hid that. */
  @Test
  void aTokenIsSavedThoughItsCheckCannotBeStored() throws SQLException {
    try (LostTable lost = LostTable.after("insert on customer", "audit_entry")) {
      create(Map.of("token", token()))
          .statusCode(303)
          .header("Location", endsWith(slug + "?done=verified"));
    }
    shown("?done=verified").body(containsString("The token could not be checked now"));
    String token = token();
    try (LostTable lost = LostTable.after("update on customer", "audit_entry")) {
      post(path + "/change/token", Map.of("token", token))
          .statusCode(303)
          .header("Location", endsWith(slug + "?done=verified"));
    }
    shown("?done=verified")
        .body(containsString("The token could not be checked now"))
        .body(containsString("…" + token.substring(token.length() - 4)));
  }

  @Test
  void subscriptionsAreAskedForRenewedAndEnded() {
    create(Map.of("token", token())).statusCode(303);
    post(path + "/subscriptions/appointment/ask", Map.of()).statusCode(303);
    assertThat(subscriptions().getList("items.kind")).containsExactly("appointment");
    post(path + "/subscriptions/appointment/renew", Map.of()).statusCode(303);
    page(session)
        .get(path + "/subscriptions/appointment/end")
        .then()
        .statusCode(200)
        .body(containsString("End the subscription"));
    post(path + "/subscriptions/appointment/end", Map.of()).statusCode(303);
    await().until(() -> subscriptions().getList("items.state").stream().allMatch("ending"::equals));
  }

  @Test
  void aCustomerIsArchivedAfterItsSlugWasTypedAndComesBackWithANewToken() {
    create(Map.of("token", token())).statusCode(303);
    String list = "/console/customers?after=" + slug.substring(0, slug.length() - 1);
    page(session).get(list).then().body(containsString("/customers/" + slug + "\""));
    post(path + "/change/archive", Map.of("confirmation", "another"))
        .statusCode(422)
        .body(containsString("is not " + slug));
    api().then().body("archived_at", nullValue());
    post(path + "/change/archive", Map.of("confirmation", slug)).statusCode(303);
    api().then().body("archived_at", not(nullValue()));
    shown("?done=1")
        .body(containsString("<span aria-hidden=\"true\">■</span> archived"))
        .body(containsString("Archived on"))
        .body(containsString("Bring back with a new token"))
        .body(not(containsString("/verify\"")))
        .body(not(containsString("/resume\"")))
        .body(not(containsString("/ask\"")))
        .body(not(containsString("/change/archive\"")));
    page(session).get(list).then().body(not(containsString("/customers/" + slug + "\"")));
    page(session)
        .get(list + "&archived=true")
        .then()
        .body(containsString("/customers/" + slug + "\""))
        .body(containsString("Show current"));
    page(session)
        .get("/console")
        .then()
        .body(not(containsString("/customers/" + slug + "/resume")));

    post(path + "/change/token", Map.of("token", token())).statusCode(303);
    api().then().body("archived_at", nullValue());
    page(session).get(list).then().body(containsString("/customers/" + slug + "\""));
  }

  @Test
  void itsProvidersAreListedByThePageAndTheApi() {
    String provider = other.pair().provider().slug();
    page(session)
        .get("/console/customers/" + other.customer().slug())
        .then()
        .body(containsString("/providers/" + provider + "\""));
    credentials
        .asAdministrator()
        .get("/admin/v1/customers/" + other.customer().slug() + "/providers")
        .then()
        .statusCode(200)
        .body("items.provider", hasItem(provider))
        .body("next", nullValue());
    AdminCommandLine commands =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    assertThat(
            commands.run("customer", "providers", other.customer().slug()).get("provider").asText())
        .isEqualTo(provider);
  }

  @Test
  void providersOfACustomerAreReadPageByPage() {
    String second = lanes.share(other).pair().provider().slug();
    String list = "/admin/v1/customers/" + other.customer().slug() + "/providers?limit=1";
    JsonPath first = credentials.asAdministrator().get(list).jsonPath();
    assertThat(first.getString("items[0].provider")).isEqualTo(other.pair().provider().slug());
    credentials
        .asAdministrator()
        .get(list + "&after=" + first.getString("next"))
        .then()
        .body("items.provider", hasItem(second))
        .body("next", nullValue());
    credentials.asAdministrator().get(list + "&after=x").then().statusCode(400);
  }

  @Test
  void theStripShowsWhatTheLaneSent() {
    String live = "/console/customers/" + other.customer().slug() + "/live";
    other.awaitState(other.submit("Martin"), "forwarded");
    await()
        .until(
            () -> {
              other.submit("Martin");
              Response answer = page(session).get(live);
              return answer.statusCode() == 200 && answer.asString().contains("<rect");
            });
    String html = page(session).get(live).then().extract().asString();
    assertThat(html).startsWith("<div id=\"lane\"").doesNotContain("<html");
  }

  @Test
  void theLivePartHasTheActionsOfTheLanesState() {
    String own = "/console/customers/" + other.customer().slug();
    String open = page(session).get(own + "/live").asString();
    assertThat(open)
        .contains(own + "/pause\"", own + "/portal-link\"")
        .doesNotContain(own + "/resume\"");
    post(own + "/pause", Map.of()).statusCode(303);
    await()
        .untilAsserted(
            () ->
                assertThat(page(session).get(own + "/live").asString())
                    .contains(own + "/resume\"")
                    .doesNotContain(own + "/pause\""));
  }

  @Test
  void anIdleLaneIsNotSentAgain() {
    String live = "/console/customers/" + other.customer().slug() + "/live";
    await()
        .until(
            () -> {
              String html = page(session).get(live).then().extract().asString();
              String seen = html.replaceFirst("(?s).*?live\\?seen=([0-9a-f]+).*", "$1");
              return page(session).get(live + "?seen=" + seen).statusCode() == 204;
            });
  }

  @Test
  void anUnknownCustomerHasNoForms() {
    for (String form : new String[] {"/change", "/change/token", "/subscriptions/status/end"}) {
      page(session).get("/console/customers/nobody-here" + form).then().statusCode(404);
      post("/console/customers/nobody-here" + form, Map.of("name", "x", "token", "x"))
          .statusCode(404);
    }
  }

  private String token() {
    String token = UUID.randomUUID().toString();
    other.oplead().accept(token);
    return token;
  }

  private String baseUrl() {
    return other.oplead().baseUrl().toString();
  }

  private ValidatableResponse create(Map<String, String> more) {
    return page(session)
        .contentType(FORM)
        .formParam("slug", slug)
        .formParam("name", "Cuisines <b> & Co")
        .formParam("oplead.base_url", baseUrl())
        .formParam("requests_per_minute", "50")
        .formParams(more)
        .formParam(more.containsKey("wire") ? "unused" : "wire", "rest")
        .post(NEW)
        .then();
  }

  private ValidatableResponse post(String to, Map<String, String> fields) {
    return page(session).contentType(FORM).formParams(fields).post(to).then();
  }

  private ValidatableResponse shown(String query) {
    return page(session).get(path + query).then().statusCode(200);
  }

  private Response api() {
    return credentials.asAdministrator().get("/admin/v1/customers/" + slug);
  }

  private JsonPath subscriptions() {
    return credentials
        .asAdministrator()
        .get("/admin/v1/customers/" + slug + "/subscriptions")
        .jsonPath();
  }
}
