package io.leadloop.session;

import static io.leadloop.testing.ConsoleClient.COOKIE;
import static io.leadloop.testing.ConsoleClient.page;
import static io.leadloop.testing.ConsoleClient.sessionIn;
import static io.leadloop.testing.ConsoleClient.sessionOf;
import static io.leadloop.testing.ConsoleClient.signIn;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the console, what a session opens, and how it ends. */
@GatewayTest
class SignInTest {
  private static final String OLD = "update browser_session set last_used_at = now() - %s";

  @Inject ConsoleClient console;
  @Inject AdministratorKeys administrators;
  @Inject SignInLinks links;
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  @Test
  void aKeySignsInAndOutAndBothAreAudited() {
    ApiKey key = console.key("Jeanne");
    Response signedIn = signIn("key", " " + key.reveal() + " ");
    signedIn.then().statusCode(303).header("Location", "../console");
    assertThat(signedIn.getHeader("Set-Cookie"))
        .matches(COOKIE + "=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
    String session = sessionIn(signedIn);
    page(session).get("/console").then().statusCode(200).body(containsString("Overview"));

    Response signedOut =
        page(session).contentType("application/x-www-form-urlencoded").post("/console/sign-out");
    signedOut.then().statusCode(303).header("Location", "../console/sign-in");
    assertThat(signedOut.getHeader("Set-Cookie")).startsWith(COOKIE + "=; Max-Age=0;");
    isEnded(session);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        page(console.session()).get("/console/audit").then().extract().asString())
                    .contains(
                        "lla_" + key.publicId() + "_*** (Jeanne)", "session.open", "session.end"));
  }

  @Test
  void onlyTheHashOfASessionIsStored() throws SQLException {
    String session = console.session();
    try (Connection connection = Sql.connectAsOwner();
        var rows =
            Sql.prepare(
                    connection,
                    "select count(*) from browser_session s where s::text like '%' || ? || '%'",
                    session)
                .executeQuery()) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void eachSignInHasASecretOfItsOwnAndEndsTheOneBefore() {
    ApiKey key = console.key("Jeanne");
    String first = sessionOf(key);
    String second = sessionIn(page(first).formParam("key", key.reveal()).post("/console/sign-in"));
    assertThat(second).isNotEqualTo(first);
    isEnded(first);
    isOpen(second);
  }

  @Test
  void aSecretThatTheBrowserBroughtAlongIsNotUsed() {
    String brought = "A".repeat(43);
    String given =
        sessionIn(
            page(brought)
                .formParam("key", console.key("Jeanne").reveal())
                .post("/console/sign-in"));
    assertThat(given).isNotEqualTo(brought);
    isEnded(brought);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key at all",
        "lla_0_0",
        "<script>alert(1)</script>",
        "UNKNOWN_ADMINISTRATOR_KEY",
        "REVOKED_ADMINISTRATOR_KEY",
        "EXPIRED_ADMINISTRATOR_KEY",
        "PROVIDER_KEY"
      })
  void nothingElseSignsIn(String given) {
    String key = given.endsWith("_KEY") ? credentials.of(given).orElseThrow() : given;
    signIn("key", key)
        .then()
        .statusCode(401)
        .header("Set-Cookie", (String) null)
        .header("WWW-Authenticate", (String) null)
        .body(containsString("The key or link is not valid"))
        .body(not(containsString("alert(1)")));
  }

  @Test
  void aLinkOpensOneSession() {
    ApiKey key = console.key("Jeanne");
    String token = call(() -> links.issue(key)).reveal();
    isOpen(sessionIn(signIn("token", token)));
    signIn("token", token).then().statusCode(401);
  }

  @Test
  void anOldLinkOpensNone() throws SQLException {
    ApiKey key = console.key("Jeanne");
    String token = call(() -> links.issue(key)).reveal();
    execute("update sign_in_link set expires_at = now()");
    signIn("token", token).then().statusCode(401);
  }

  @Test
  void aLinkEndsWithItsKey() {
    ApiKey key = console.key("Jeanne");
    String token = call(() -> links.issue(key)).reveal();
    call(() -> administrators.revoke(key.publicId()));
    await().atMost(60, SECONDS).untilAsserted(() -> signIn("token", token).then().statusCode(401));
  }

  @Test
  void aSessionEndsWithItsKey() {
    ApiKey key = console.key("Jeanne");
    String session = sessionOf(key);
    isOpen(session);
    call(() -> administrators.revoke(key.publicId()));
    await().atMost(60, SECONDS).untilAsserted(() -> isEnded(session));
  }

  @Test
  void anIdleSessionEnds() throws SQLException {
    String session = console.session();
    execute(OLD.formatted("interval '29 minutes'"));
    isOpen(session);
    await()
        .untilAsserted(
            () -> {
              execute(OLD.formatted("interval '31 minutes'"));
              isEnded(session);
            });
  }

  @Test
  void aPageThatUpdatesItselfDoesNotKeepItsSessionOpen() throws SQLException {
    String session = console.session();
    execute(OLD.formatted("interval '29 minutes'"));
    page(session).header("HX-Request", "true").get("/console/live").then().statusCode(200);
    await().during(1, SECONDS).until(() -> isIdle(session));
    isOpen(session);
    await().until(() -> !isIdle(session));
    execute(OLD.formatted("interval '31 minutes'"));
    page(session).header("HX-Request", "true").get("/console/live").then().statusCode(401);
  }

  private static boolean isIdle(String session) throws SQLException {
    try (Connection connection = Sql.connectAsOwner();
        var rows =
            Sql.prepare(
                    connection,
                    "select last_used_at < now() - interval '20 minutes' from browser_session"
                        + " where token_sha256 = sha256(convert_to(?, 'UTF8'))",
                    session)
                .executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Test
  void aSessionEndsHoweverMuchItIsUsed() throws SQLException {
    String session = console.session();
    execute("update browser_session set ends_at = now()");
    isEnded(session);
  }

  @Test
  void allSessionsEndTogether() {
    String first = console.session();
    String second = console.session();
    page(first)
        .contentType("application/x-www-form-urlencoded")
        .post("/console/access/sessions/end-all")
        .then()
        .statusCode(303);
    isEnded(first);
    isEnded(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/v1/leads", "/admin/v1/customers", "/v1/me", "/v1/leads"})
  void aSessionOpensNoCallOfTheApi(String path) {
    page(console.session()).get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../admin/v1/keys",
        "/console/%2e%2e/admin/v1/keys",
        "/console;x=1/../admin/v1/keys",
        "/admin/v1/keys;/console",
        "//console/../admin/v1/keys"
      })
  void aSessionOpensNoCallOfTheApiByAnotherSpelling(String path) {
    page(console.session()).urlEncodingEnabled(false).get(path).then().statusCode(not(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console/leads",
        "/console/audit",
        "/console;x=1",
        "/console;x=1/leads",
        "/x/../console/leads"
      })
  void aKeyOpensNoPage(String path) {
    Map.of(
            "administrator",
            console.key("Jeanne"),
            "provider",
            onboarding.providerWithCustomer().key())
        .values()
        .forEach(
            key ->
                given()
                    .redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .header("Authorization", "Bearer " + key.reveal())
                    .get(path)
                    .then()
                    .statusCode(not(200)));
  }

  private static void isOpen(String session) {
    page(session).get("/console/about").then().statusCode(200);
  }

  private static void isEnded(String session) {
    page(session)
        .get("/console/about")
        .then()
        .statusCode(303)
        .header("Location", "../console/sign-in");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, sql).execute();
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
