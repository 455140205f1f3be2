package io.leadloop.portal;

import static io.leadloop.testing.PortalClient.COOKIE;
import static io.leadloop.testing.PortalClient.page;
import static io.leadloop.testing.PortalClient.sessionIn;
import static io.leadloop.testing.PortalClient.sessionOf;
import static io.leadloop.testing.PortalClient.signIn;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.leadloop.error.ErrorCode;
import io.leadloop.provider.Providers;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.receiver.Receiver;
import io.leadloop.simulator.receiver.ReceiverSettings;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.Sql;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the portal, what its pages show, and to whom. */
@GatewayTest
class PortalTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String[] PAGES = {
    "/portal",
    "/portal/leads",
    "/portal/outcomes",
    "/portal/connections",
    "/portal/reconcile",
    "/portal/keys",
    "/portal/docs"
  };

  @Inject Onboarding onboarding;
  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject ConsoleClient console;
  @Inject Providers providers;
  @Inject Vertx vertx;

  @Test
  void aKeySignsInAndOut() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Response signedIn = signIn("key", " " + pair.key().reveal() + " ");
    signedIn.then().statusCode(303).header("Location", "../portal");
    assertThat(signedIn.getHeader("Set-Cookie"))
        .matches(COOKIE + "=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
    String session = sessionIn(signedIn);
    for (String path : PAGES) {
      page(session)
          .get(path)
          .then()
          .statusCode(200)
          .body(containsString("portal/sign-out"))
          .header("Cache-Control", "no-store")
          .header("Content-Security-Policy", containsString("default-src 'none'"));
    }
    page(session).contentType(FORM).post("/portal/sign-out").then().statusCode(303);
    isEnded(session);
  }

  @Test
  void aBrowserThatIsNotSignedInIsLedToTheSignIn() {
    page().get("/portal").then().statusCode(303).header("Location", "./portal/sign-in");
    page().get("/portal/leads").then().statusCode(303).header("Location", "../portal/sign-in");
  }

  @Test
  void onlyTheHashOfASessionIsStored() throws SQLException {
    String session = sessionOf(onboarding.providerWithCustomer().key());
    try (Connection connection = Sql.connectAsOwner();
        var rows =
            Sql.prepare(
                    connection,
                    "select count(*) from portal_session s where s::text like '%' || ? || '%'",
                    session)
                .executeQuery()) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no key", "<script>alert(1)</script>", "llp_0_0", "REVOKED_PROVIDER_KEY"})
  void nothingElseSignsIn(String given) {
    String key = given.endsWith("_KEY") ? credentials.of(given).orElseThrow() : given;
    signIn("key", key)
        .then()
        .statusCode(401)
        .header("Set-Cookie", (String) null)
        .body(not(containsString("alert(1)")));
    signIn("key", console.key("Marie").reveal()).then().statusCode(401);
  }

  @Test
  void aLinkOfTheBackendOpensOneSessionThatEndsWithItsKey() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    ApiKey second = call(() -> providers.issueKey(pair.provider()));
    String token =
        token(
            given()
                .header("Authorization", "Bearer " + second.reveal())
                .post("/v1/me/portal-links"));
    String session = sessionIn(signIn("token", token));
    isOpen(session, pair);
    signIn("token", token).then().statusCode(401);

    call(() -> providers.revokeKey(pair.provider(), second.publicId()));
    await().atMost(20, SECONDS).untilAsserted(() -> isEnded(session));
  }

  @Test
  void aLinkOfAnAdministratorEndsWithTheProvider() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String path = "/admin/v1/providers/" + pair.provider().slug();
    String session =
        sessionIn(
            signIn("token", token(credentials.asAdministrator().post(path + "/portal-links"))));
    isOpen(session, pair);
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(Map.of("disabled", true))
        .patch(path)
        .then()
        .statusCode(200);
    await().atMost(20, SECONDS).untilAsserted(() -> isEnded(session));
    credentials.asAdministrator().post(path + "/portal-links").then().statusCode(404);
    credentials
        .asAdministrator()
        .post("/admin/v1/providers/nobody-here/portal-links")
        .then()
        .statusCode(404);
  }

  @Test
  void aCustomerSeesItsOwnLaneAndReplacesItsToken() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      String lead = scenario.submit("Martin");
      scenario.awaitState(lead, "forwarded");
      String slug = scenario.customer().slug();
      Response opened =
          signIn(
              "token",
              token(
                  credentials
                      .asAdministrator()
                      .post("/admin/v1/customers/" + slug + "/portal-links")));
      opened.then().header("Location", "../portal/customer");
      String session = sessionIn(opened);
      page(session)
          .get("/portal/customer")
          .then()
          .statusCode(200)
          .body(
              containsString(slug), containsString("No lead waits"), not(containsString("Martin")));
      page(session).get("/portal").then().statusCode(403);
      page(session).get("/portal/leads/" + lead).then().statusCode(403);

      String token = UUID.randomUUID().toString();
      page(session)
          .formParam("token", token)
          .redirects()
          .follow(false)
          .post("/portal/customer/token")
          .then()
          .statusCode(303)
          .header("Location", endsWith("customer?done=token"));
      page(session)
          .get("/portal/customer?done=token")
          .then()
          .statusCode(200)
          .body(containsString("The token was replaced"), not(containsString(token)));
      String hint =
          credentials
              .asAdministrator()
              .get("/admin/v1/customers/" + slug)
              .jsonPath()
              .getString("oplead.token_hint");
      assertThat(token).endsWith(hint.substring(1));
      given()
          .header("Cookie", COOKIE + "=" + session)
          .header("Sec-Fetch-Site", "cross-site")
          .formParam("token", "of-another-site")
          .post("/portal/customer/token")
          .then()
          .statusCode(403)
          .body(containsString("was not sent by a page of the gateway"));
      page(session)
          .formParam("token", "two words")
          .post("/portal/customer/token")
          .then()
          .statusCode(422)
          .body(containsString("without spaces"), not(containsString("two words")));
      page(sessionOf(scenario.pair().key())).get("/portal/customer").then().statusCode(403);
    }
  }

  @Test
  void anOldLinkOpensNone() throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String token = token(pair.asProvider().post("/v1/me/portal-links"));
    execute("update portal_link set expires_at = now() where provider_id = ?", pair);
    signIn("token", token).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update portal_session set ends_at = now() where provider_id = ?",
        "update portal_session set last_used_at = now() - interval '3 hours' where provider_id = ?"
      })
  void aSessionEndsByItsTimes(String change) throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String session = sessionOf(pair.key());
    isOpen(session, pair);
    execute(change, pair);
    isEnded(session);
  }

  @Test
  void allSessionsOfAProviderEndTogetherAndNoOthers() {
    Onboarding.Pair mine = onboarding.providerWithCustomer();
    Onboarding.Pair theirs = onboarding.providerWithCustomer();
    String first = sessionOf(mine.key());
    String second = sessionOf(mine.key());
    String other = sessionOf(theirs.key());
    page(second).contentType(FORM).post("/portal/keys/end-sessions").then().statusCode(303);
    isEnded(first);
    isEnded(second);
    isOpen(other, theirs);
  }

  /** By each path that has an id of something. */
  @Test
  void nothingOfAnotherProviderIsThere() {
    try (Scenario theirs = tester.simulate(SimulatorSettings.defaults(), 100)) {
      String lead = theirs.submit("Martin", Map.of("reference", "\"their-reference\""));
      String endpoint = register(theirs.pair());
      String session = sessionOf(onboarding.providerWithCustomer().key());
      for (String id : List.of(lead, UUID.randomUUID().toString())) {
        page(session).get("/portal/leads/" + id).then().statusCode(404);
      }
      for (String id : List.of(endpoint, UUID.randomUUID().toString())) {
        page(session).get("/portal/connections/" + id).then().statusCode(404);
        for (String action : List.of("verify", "pause", "resume", "rotate", "resend")) {
          page(session)
              .formParam("since", "beginning")
              .post("/portal/connections/" + id + "/" + action)
              .then()
              .statusCode(404);
        }
      }
      page(session)
          .get("/portal/leads?q=their-reference")
          .then()
          .statusCode(200)
          .body(not(containsString(lead)));
      page(session)
          .get("/portal/leads?q=" + lead)
          .then()
          .statusCode(200)
          .body(not(containsString("Martin")), not(containsString("/leads/" + lead)));
      String other = theirs.customer().slug();
      page(session)
          .formParam("customer", other)
          .post("/portal/docs/test")
          .then()
          .statusCode(200)
          .body(containsString("may not send to that customer"));
    }
  }

  /** A portal's cookie is for the portal, a console's for the console, and keys are for the API. */
  @Test
  void eachSiteHasItsOwnCookie() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String session = sessionOf(pair.key());
    String cookie = COOKIE + "=" + session;
    given().header("Cookie", cookie).get("/v1/me").then().statusCode(401);
    given().header("Cookie", cookie).get("/admin/v1/providers").then().statusCode(401);
    given()
        .redirects()
        .follow(false)
        .header("Cookie", ConsoleClient.COOKIE + "=" + session)
        .get("/portal")
        .then()
        .statusCode(303);
    given()
        .redirects()
        .follow(false)
        .header("Cookie", COOKIE + "=" + console.session())
        .get("/portal")
        .then()
        .statusCode(303);
    given()
        .redirects()
        .follow(false)
        .header("Cookie", cookie)
        .get("/console")
        .then()
        .statusCode(303);
    pair.asProvider().redirects().follow(false).get("/portal").then().statusCode(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/portal/keys/end-sessions",
        "/portal/sign-out",
        "/portal/connections",
        "/portal/reconcile",
        "/portal/docs/test",
        "/portal/preferences",
        "/portal/sign-in"
      })
  void aPostOfAnotherSiteIsRefused(String path) {
    String session = sessionOf(onboarding.providerWithCustomer().key());
    given()
        .header("Cookie", COOKIE + "=" + session)
        .header("Sec-Fetch-Site", "cross-site")
        .contentType(FORM)
        .post(path)
        .then()
        .statusCode(403);
    page(session).get("/portal").then().statusCode(200);
  }

  @Test
  void aLeadIsShownWithItsEventsAndNoMarkupOfOthers() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      String lead =
          scenario.submit("Martin", Map.of("reference", "\"<script>alert(1)</script>\\\"&\""));
      scenario.awaitState(lead, "forwarded");
      await().atMost(60, SECONDS).until(() -> scenario.types(lead).size() > 1);
      String session = sessionOf(scenario.pair().key());
      for (String path :
          List.of("/portal/leads", "/portal/leads/" + lead, "/portal/leads?q=%3Cscript%3E")) {
        page(session)
            .get(path)
            .then()
            .statusCode(200)
            .body(not(containsString("<script>alert")), not(containsString("Martin")));
      }
      page(session)
          .get("/portal/leads/" + lead)
          .then()
          .body(containsString("&lt;script&gt;alert(1)"), containsString("Status changed"));
      page(session).get("/portal").then().body(containsString("works"));
      page(session)
          .header("Accept-Language", "fr")
          .get("/portal")
          .then()
          .body(containsString("fonctionne"));
    }
  }

  @Test
  void ofALeadWithManyEventsTheNewestAreShown() throws SQLException {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    submit(pair, "many");
    execute(
        """
        insert into lead_event (id, lead_id, sequence, provider_id, source, type, time, data)
        select (left(first_id(now())::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, l.id, n,
          l.provider_id, '/', 'io.leadloop.lead.status-changed.v1', now(),
          '{"status":{"label":"label-' || n || '"}}'
        from lead l cross join generate_series(1, 501) n where l.provider_id = ?
        """,
        pair);
    String lead = pair.asProvider().get("/v1/leads").path("items[0].id");
    page(sessionOf(pair.key()))
        .get("/portal/leads/" + lead)
        .then()
        .statusCode(200)
        .body(containsString("label-501<"), not(containsString("label-1<")));
  }

  @Test
  void anEndpointIsRegisteredWithItsSecretShownOnce() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String session = sessionOf(pair.key());
    String shown =
        page(session)
            .formParam("url", "http://hooks.example.com:8080/in?a=1&b=2")
            .post("/portal/connections")
            .then()
            .statusCode(200)
            .body(containsString("whsec_"))
            .extract()
            .asString();
    String secret =
        shown.replaceFirst("(?s).*<pre id=\"secret\" data-once>(whsec_[^<]+)</pre>.*", "$1");
    assertThat(shown).contains("data-copy=\"secret\"");
    String id = pair.asProvider().get("/v1/me/endpoints").jsonPath().getString("items[0].id");
    String path = "/portal/connections/" + id;
    page(session)
        .get(path)
        .then()
        .statusCode(200)
        .body(not(containsString(secret)), containsString("portal/sign-out"));
    page(session).contentType(FORM).post(path + "/pause").then().statusCode(200);
    page(session)
        .formParam("url", "ftp://nowhere")
        .post("/portal/connections")
        .then()
        .statusCode(422)
        .body(containsString("ftp://nowhere"));
    page(session)
        .formParam("since", "yesterday")
        .post(path + "/resend")
        .then()
        .statusCode(200)
        .body(containsString("notice bad"));
    page(session)
        .formParam("since", "beginning")
        .formParam("dry_run", "true")
        .post(path + "/resend")
        .then()
        .statusCode(200)
        .body(containsString("Nothing was sent."), containsString("0 · "));
    page(session)
        .get("/portal/connections")
        .then()
        .body(containsString(">http://hooks.example.com:8080/in</a>"), not(containsString("b=2")));
    String list =
        page(session)
            .contentType(FORM)
            .post(path + "/remove")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    assertThat(list).endsWith("portal/connections?done=removed");
    page(session).get(path).then().statusCode(404);
    page(session)
        .get("/portal/connections?done=removed")
        .then()
        .body(containsString("Done."), containsString("No endpoint"));
  }

  @ParameterizedTest
  @CsvSource({
    "en, did not pass the handshake:, passed the handshake, is paused",
    "fr, n’a pas passé la vérification, a passé la vérification, est en pause"
  })
  void theResultOfAHandshakeIsSaidInWords(
      String language, String failed, String passed, String paused) {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String session = sessionOf(pair.key());
    page(session).formParam("url", "http://hooks.example.com:8080/in").post("/portal/connections");
    String absent = pair.asProvider().get("/v1/me/endpoints").path("items[0].id");
    act(session, language, absent, "verify", "notice bad", failed);
    String slug = pair.provider().slug();
    try (SimulatedReceiver receivers = new SimulatedReceiver(vertx).startAndAwait()) {
      Receiver receiver = receivers.at(slug);
      String shown =
          page(session)
              .formParam("url", receivers.url(slug).toString())
              .post("/portal/connections")
              .asString();
      receiver.configure(
          ReceiverSettings.verifying(shown.replaceFirst("(?s).*>(whsec_[^<]+)<.*", "$1")));
      String present = pair.asProvider().get("/v1/me/endpoints").path("items[1].id");
      act(session, language, present, "verify", "<p class=\"notice \"", passed);
      act(session, language, present, "pause", "<p class=\"notice \"", paused);
    }
  }

  private static void act(
      String session, String language, String endpoint, String action, String... expected) {
    String html =
        page(session)
            .header("Accept-Language", language)
            .contentType(FORM)
            .post("/portal/connections/" + endpoint + "/" + action)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(html).contains(expected);
  }

  @Test
  void aPastedListIsCompared() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    submit(pair, "mine");
    submit(pair, "also mine");
    String session = sessionOf(pair.key());
    page(session)
        .formParam("list", "mine\r\nnever, \"sent\"\r\n")
        .formParam("from", "2020-01-01")
        .post("/portal/reconcile")
        .then()
        .statusCode(200)
        .body(
            containsString("never received"),
            containsString("never, &quot;sent&quot;"),
            containsString("not in your list"),
            containsString("also mine"));
    page(session)
        .formParam("list", "reference;status\r\nmine;sold\r\n")
        .post("/portal/reconcile")
        .then()
        .statusCode(422)
        .body(
            containsString("Line 2, <code>status</code>: "),
            containsString("must be one of new, "),
            containsString("mine;sold"),
            containsString("<code>quote_to_do</code> (quote to do)"));
    for (String status : List.of("won", "WON", "Gagné", "en cours", "In progress", " perdu ")) {
      page(session)
          .contentType(FORM + "; charset=UTF-8")
          .formParam("list", "reference;status\r\nmine;" + status + "\r\n")
          .post("/portal/reconcile")
          .then()
          .statusCode(200);
    }
    page(session)
        .header("Accept-Language", "fr")
        .formParam("list", "reference;status\r\n\r\nmine;vendu\r\n")
        .post("/portal/reconcile")
        .then()
        .statusCode(422)
        .body(
            containsString("Ligne 3, <code>status</code>\u00a0: "),
            containsString("doit être l’une de ces valeurs"));
    page(session)
        .formParam("list", "mine")
        .formParam("until", "2020-01-01")
        .post("/portal/reconcile")
        .then()
        .statusCode(422);
  }

  /** RestAssured adds the type that it misses. */
  @Test
  void aFormWithoutATypeIsReadLikeAnother() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/portal/reconcile"))
            .header("Cookie", COOKIE + "=" + sessionOf(onboarding.providerWithCustomer().key()))
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString("list=never"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("never received");
  }

  /** As a browser sends it without a script; spreadsheets save windows-1252 as well. */
  @Test
  void aFileIsComparedInsteadOfWhatIsPasted() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    submit(pair, "été");
    byte[] file = "campagne;reference\r\nprintemps;été\r\nhiver;jamais\r\n".getBytes(WINDOWS_1252);
    String session = sessionOf(pair.key());
    page(session)
        .multiPart("list", "pasted")
        .multiPart("file", "list.csv", file, "text/csv")
        .multiPart("from", "")
        .post("/portal/reconcile")
        .then()
        .statusCode(200)
        .body(
            containsString("jamais"),
            containsString("never received"),
            not(containsString("<td>pasted")));
    page(session)
        .multiPart("list", "pasted alone")
        .multiPart("file", "", new byte[0], "application/octet-stream")
        .post("/portal/reconcile")
        .then()
        .statusCode(200)
        .body(containsString("pasted alone"), containsString("never received"));
  }

  @Test
  void aLeadThatWaitsShowsItsPlaceAndWhenItIsSent() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 1)) {
      String last = "";
      for (int i = 0; i < 40; i++) {
        last = scenario.submit("Martin");
      }
      String session = sessionOf(scenario.pair().key());
      page(session)
          .get("/portal/leads/" + last)
          .then()
          .statusCode(200)
          .body(matchesPattern("(?s).*[1-9]\\d? leads are ahead of it.*estimated to be sent at.*"));
      credentials
          .asAdministrator()
          .post("/admin/v1/customers/" + scenario.customer().slug() + "/pause")
          .then()
          .statusCode(200);
      page(session)
          .header("Accept-Language", "fr")
          .get("/portal/leads/" + last)
          .then()
          .statusCode(200)
          .body(not(containsString("envoi estimé")));
    }
  }

  @Test
  void theListIsSavedAsCsv() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    submit(pair, "=1+1");
    submit(pair, "plain");
    page(sessionOf(pair.key()))
        .get("/portal/leads/csv?q=plain")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("leads.csv"))
        .body(containsString("id,reference,customer"), containsString(",plain,"))
        .body(not(containsString("=1+1")));
    page(sessionOf(pair.key())).get("/portal/leads/csv").then().body(containsString("'=1+1"));
  }

  @Test
  void aTestLeadGoesTheWholeWay() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      page(sessionOf(scenario.pair().key()))
          .formParam("customer", scenario.customer().slug())
          .post("/portal/docs/test")
          .then()
          .statusCode(200)
          .body(containsString("status Nouveau"), containsString("Erased"));
    }
  }

  @Test
  void aTestLeadToACustomerThatCannotBeIsRefusedInWords() {
    page(sessionOf(onboarding.providerWithCustomer().key()))
        .formParam("customer", "\0")
        .post("/portal/docs/test")
        .then()
        .statusCode(200)
        .body(containsString(ErrorCode.CUSTOMER_NOT_GRANTED.title()));
  }

  @Test
  void theTopicsDocumentIsThatOfTheProvider() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    page(sessionOf(pair.key()))
        .get("/portal/docs/asyncapi.yaml")
        .then()
        .statusCode(200)
        .body(containsString(pair.provider().topic()));
    page(sessionOf(pair.key()))
        .get("/portal/docs")
        .then()
        .body(containsString("username=&quot;provider-" + pair.provider().slug()));
  }

  private void submit(Onboarding.Pair pair, String reference) {
    pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                pair.customer().slug(),
                "reference",
                reference,
                "lead",
                Map.of("lastname", "Martin", "email", "m@example.com")))
        .post("/v1/leads")
        .then()
        .statusCode(202);
  }

  private String register(Onboarding.Pair pair) {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(Map.of("url", "http://hooks.example.com:8080/leadloop"))
        .post("/v1/me/endpoints")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String token(Response issued) {
    String url = issued.then().statusCode(201).extract().path("url");
    assertThat(url).contains("/portal/sign-in#");
    return url.replaceFirst(".*#", "");
  }

  private static void isOpen(String session, Onboarding.Pair pair) {
    page(session)
        .get("/portal")
        .then()
        .statusCode(200)
        .body(containsString(pair.provider().slug()));
  }

  private static void isEnded(String session) {
    page(session).get("/portal").then().statusCode(303);
  }

  private static void execute(String sql, Onboarding.Pair pair) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, sql, pair.provider().id().value()).execute();
    }
  }

  private static <T> T call(Supplier<Uni<T>> call) {
    try {
      return VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
