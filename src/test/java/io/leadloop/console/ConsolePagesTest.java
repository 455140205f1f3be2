package io.leadloop.console;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each page of the console shows, and what its buttons do. */
@GatewayTest
@TestInstance(PER_CLASS)
class ConsolePagesTest {
  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;
  @Inject Onboarding onboarding;

  private ConsoleScene.Scene scene;
  private String session;

  /** One scene serves all; the address of the application is set before each test. */
  @BeforeEach
  void signIn() {
    scene = scene == null ? scenes.build() : scene;
    session = console.session();
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, overview, Needs you, Token refused, Vérandas Sud, Endpoint disabled, hooks.example.com",
    "fr, overview, À traiter, Jeton refusé, Vérandas Sud, Réception : désactivé, hooks.example.com",
    "en, leads, Lead id, forwarded, held, HTTP 401, LP-",
    "fr, leads, Id du lead, transmis, retenu, HTTP 401, LP-",
    "en, leads-none, No lead matches, whole lead id, Clear, any, Apply",
    "fr, leads-none, Aucun lead ne correspond, id, Réinitialiser, tous, Appliquer",
    "en, lead, History, Forwarded to Oplead, Status changed, Accepted, Oplead id",
    "fr, lead, Historique, Transmis à Oplead, Statut changé, Reçu, Id Oplead",
    "en, lead-held, held, New token for, Held, HTTP 401, Attempts",
    "fr, lead-held, retenu, Nouveau jeton pour, Retenu, HTTP 401, Tentatives",
    "en, customers, Customers, Cuisines Durand, open, not checked yet, Queue",
    "fr, customers, Clients, Cuisines Durand, ouverte, pas encore vérifié, En attente",
    "en, customer, Cuisines Durand, Pause, Verify the token, Circuit breaker, Account at Oplead",
    "fr, customer, Cuisines Durand, Mettre en pause, Vérifier le jeton, Coupe-circuit, Compte Oplead",
    "en, customer-refused, Vérandas Sud, Resume, token refused, Reason, Last check",
    "fr, customer-refused, Vérandas Sud, Reprendre, jeton refusé, Motif, Dernière vérification",
    "en, providers, Providers, Atelier Nord, active, as in the settings, leadloop.status.",
    "fr, providers, Fournisseurs, Atelier Nord, actif, selon les réglages, leadloop.status.",
    "en, provider, Atelier Nord, Revoke, Endpoints, HTTP 503, Resume",
    "fr, provider, Atelier Nord, Révoquer, Points de réception, HTTP 503, Reprendre",
    "en, push, Atelier Nord, hooks.example.com, disabled, HTTP 503, Last delivery",
    "fr, push, Atelier Nord, hooks.example.com, désactivé, HTTP 503, Dernière remise",
    "en, audit, session.open, (Marie), Who, Difference, customer.change",
    "fr, audit, session.open, (Marie), Qui, Différence, customer.change",
    "en, access, Marie, Revoke, Sessions, End all, lla_",
    "fr, access, Marie, Révoquer, Sessions, Tout terminer, lla_",
    "en, about, Leadloop, Version, leadloop.lane.window, PT2S, Settings",
    "fr, about, Leadloop, Environnement, leadloop.lane.window, PT2S, Réglages"
  })
  void aPageShowsItsFacts(
      String language, String name, String a, String b, String c, String d, String e) {
    String html =
        page(session)
            .header("Accept-Language", language)
            .get(scene.pages().get(name))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(html)
        .contains("<html lang=\"" + language + "\"")
        .contains(a, b, c, d, e)
        .as("content of leads, and tokens")
        .doesNotContain("Martin", "Petit", "0601020304", scene.open().token());
    if (!name.equals("audit")) {
      assertThat(html).as("a password of a receiver's").doesNotContain("secret=hidden");
    }
  }

  @Test
  void aLeadIsFoundByItsIdItsReferenceAndOpleadsId() {
    String reference = scene.open().show(scene.lead()).getString("reference");
    String oplead = scene.open().show(scene.lead()).getString("oplead_id");
    for (String wanted : new String[] {scene.lead(), " " + reference + " ", oplead}) {
      Response found = page(session).queryParam("q", wanted).get("/console/leads");
      // Another scene may have the same reference.
      assertThat(found.statusCode() == 303 ? found.header("Location") : found.asString())
          .contains("console/leads/" + scene.lead());
    }
  }

  @Test
  void filtersNarrowTheList() {
    String html =
        page(session)
            .get(
                "/console/leads?state=held&period=day&customer="
                    + scene.refused().customer().slug())
            .then()
            .extract()
            .asString();
    assertThat(html).contains("/leads/" + scene.held() + "\"").doesNotContain(scene.lead());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/leads?state=none",
        "/console/leads?provider=Not%20A%20Slug",
        "/console/leads?after=x",
        "/console/customers?after=Not%20A%20Slug"
      })
  void anInvalidFilterIsExplainedOnAPage(String path) {
    page(session)
        .get(path)
        .then()
        .statusCode(400)
        .body(anyOf(containsString("role=\"alert\""), containsString("The request cannot be read")))
        .body(containsString("Request "));
  }

  @Test
  void anUnknownLeadOrCustomerIsNotFound() {
    page(session).get("/console/leads/" + UUID.randomUUID()).then().statusCode(404);
    page(session).get("/console/customers/nobody-here").then().statusCode(404);
    page(session).get("/console/providers/nobody-here").then().statusCode(404);
  }

  @Test
  void aCustomerIsPausedAndResumedByItsPage() {
    String path = "/console/customers/" + scene.customer();
    post(path + "/pause");
    page(session).get(path).then().body(containsString("Resume"));
    post(path + "/resume");
    page(session).get(path).then().body(containsString("Pause"));
    await()
        .untilAsserted(
            () ->
                page(session)
                    .get("/console/audit")
                    .then()
                    .body(containsString("customer.pause"))
                    .body(containsString("customer.resume")));
  }

  @Test
  void aTokenIsVerifiedByThePageOfItsCustomer() {
    String path = "/console/customers/" + scene.customer();
    post(path + "/verify");
    page(session).get(path).then().body(containsString("ok"));
  }

  @Test
  void aHeldLeadIsReleasedByItsPage() {
    try (ConsoleScene.Scene other = scenes.build()) {
      post("/console/leads/" + other.held() + "/retry");
    }
    page(session)
        .contentType("application/x-www-form-urlencoded")
        .post("/console/leads/" + scene.lead() + "/retry")
        .then()
        .statusCode(409)
        .body(containsString("The lead cannot be sent again"));
  }

  @Test
  void aProvidersKeyIsRevokedByItsPage() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    post(
        "/console/providers/%s/keys/%s/revoke"
            .formatted(pair.provider().slug(), pair.key().publicId()));
    await().untilAsserted(() -> pair.asProvider().get("/v1/me").then().statusCode(401));
  }

  @Test
  void scriptInANameOrReferenceIsText() {
    String script = "<script>alert(1)</script>\"'><img src=x>{console:end}";
    try (ConsoleScene.Scene other = scenes.build()) {
      scenes.rename("/admin/v1/customers/" + other.customer(), script);
      scenes.rename("/admin/v1/providers/" + other.provider(), script);
      String reference = "<script>alert(2)</script>" + UUID.randomUUID();
      String lead = other.open().submit("Martin", Map.of("reference", '"' + reference + '"'));
      for (String path :
          List.of(
              "",
              "/leads",
              "/leads/" + lead,
              "/leads?q=%3Cscript%3Ealert(3)%3C/script%3E",
              "/customers",
              "/customers/" + other.customer(),
              "/providers",
              "/providers/" + other.provider(),
              "/push",
              "/audit")) {
        assertThat(page(session).urlEncodingEnabled(false).get("/console" + path).asString())
            .as(path)
            .contains("<h1>")
            .doesNotContain("<script>alert", "<img src=x>", "'><");
      }
    }
  }

  @Test
  void aWatcherIsSentWhatChanged() {
    String html = page(session).get("/console/live").then().statusCode(200).extract().asString();
    assertThat(html).startsWith("<div id=\"live\"").doesNotContain("<html");
    String seen = html.replaceFirst("(?s).*?live\\?seen=([0-9a-f]+).*", "$1");
    page(session).get("/console/live?seen=0").then().statusCode(200);
    await()
        .until(
            () -> {
              String now = page(session).get("/console/live").then().extract().asString();
              String version = now.replaceFirst("(?s).*?live\\?seen=([0-9a-f]+).*", "$1");
              return page(session).get("/console/live?seen=" + version).statusCode() == 204;
            });
    assertThat(seen).matches("[0-9a-f]+");
  }

  private void post(String path) {
    page(session)
        .contentType("application/x-www-form-urlencoded")
        .post(path)
        .then()
        .statusCode(303);
  }
}
