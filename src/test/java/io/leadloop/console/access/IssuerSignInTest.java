package io.leadloop.console.access;

import static io.leadloop.testing.ConsoleClient.COOKIE;
import static io.leadloop.testing.ConsoleClient.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import io.leadloop.testing.TestIssuer;
import io.leadloop.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the console with an OIDC issuer, and what others try with it. */
@GatewayTest
class IssuerSignInTest {
  private static final String CALLBACK = "/console/sign-in/callback";
  private static final String SIGN_IN_COOKIE = "__Host-leadloop-sign-in";
  private static final String READ_ONLY = "<span class=\"dim\">read only</span>";
  private static final String NOT_BEGUN = "was not begun in this browser";
  private static final String NOT_VERIFIED = "answer cannot be verified";

  @Inject ConsoleClient console;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @ConfigProperty(name = Tokens.ISSUER)
  URI issuer;

  @Test
  void anAdministratorOfTheIssuerIsSignedIn() throws SQLException {
    prepare(Map.of("sub", "jeanne-4711"));
    Begun begun = begin();
    Response answer = complete(begun, begun.atTheIssuer());
    answer.then().statusCode(303).header("Location", "../../console");
    assertThat(answer.headers().getValues("Set-Cookie"))
        .hasSize(2)
        .anyMatch(
            cookie ->
                cookie.matches(
                    COOKIE + "=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax"))
        .anyMatch(cookie -> cookie.startsWith(SIGN_IN_COOKIE + "=; Max-Age=0;"));

    String session = sessionIn(answer);
    page(session).get("/console").then().statusCode(200).body(containsString("jeanne-4711"));
    page(session)
        .get("/console/access")
        .then()
        .body(containsString("jeanne-4711"))
        .body(containsString("OIDC"));
    page(session)
        .get("/console/audit?actor=oidc:jeanne-4711")
        .then()
        .body(containsString("session.open"));
    post(session, "/console/sign-out").statusCode(303);
    isEnded(session);
  }

  @Test
  void theSessionEndsAfterAnHourAtMost() throws SQLException {
    prepare(Map.of("sub", "ends-soon"));
    Begun begun = begin();
    sessionIn(complete(begun, begun.atTheIssuer()));
    try (Connection connection = Sql.connectAsOwner();
        var rows =
            Sql.prepare(
                    connection,
                    "select ends_at - created_at = interval '1 hour' from browser_session"
                        + " where holder = 'ends-soon'")
                .executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isTrue();
    }
  }

  @Test
  void aSessionOfAnotherIssuersTokenIsNoLongerValid() throws SQLException {
    prepare(Map.of("sub", "of-before"));
    Begun begun = begin();
    String session = sessionIn(complete(begun, begun.atTheIssuer()));
    page(session).get("/console/about").then().statusCode(200);
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              "update browser_session set issuer = 'https://other.example'"
                  + " where holder = 'of-before'")
          .execute();
    }
    isEnded(session);
  }

  @Test
  void aViewerOfTheIssuerReadsAndChangesNothing() {
    prepare(Map.of("groups", List.of("leadloop-viewer")));
    Begun begun = begin();
    String session = sessionIn(complete(begun, begun.atTheIssuer()));
    page(session).get("/console/access").then().statusCode(200).body(containsString(READ_ONLY));
    post(session, "/console/access/sessions/end-all")
        .statusCode(403)
        .body(containsString("may read and change nothing"));
    post(session, "/console/sign-out").statusCode(303);
  }

  @Test
  void oneWithBothRolesMayChange() {
    prepare(Map.of("groups", List.of("leadloop-viewer", "leadloop-admin")));
    Begun begun = begin();
    String session = sessionIn(complete(begun, begun.atTheIssuer()));
    page(session)
        .get("/console/access")
        .then()
        .body(containsString("End all"))
        .body(not(containsString(READ_ONLY)));
  }

  @Test
  void theIssuerIsAskedForACodeForThisBrowserAndForTheConfiguredAddress() {
    Map<String, String> asked =
        parameters(
            page()
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example;proto=https")
                .get("/console/sign-in/oidc")
                .getHeader("Location"));
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "leadloop-console")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "openid")
        .containsEntry("redirect_uri", gateway + CALLBACK);
    assertThat(List.of(asked.get("state"), asked.get("nonce"), asked.get("code_challenge")))
        .doesNotHaveDuplicates()
        .allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
    assertThat(begin().asked().get("state")).isNotEqualTo(asked.get("state"));
  }

  @Test
  void anotherHostInTheRequestChangesNoAddress() {
    Response answer = page().header("Host", "evil.example").get("/console/sign-in/oidc");
    assertThat(answer.getHeader("Location")).doesNotContain("evil.example");
  }

  @Test
  void theCookieIsForThisHostAndForAFewMinutes() {
    assertThat(page().get("/console/sign-in/oidc").getHeader("Set-Cookie"))
        .matches(
            SIGN_IN_COOKIE
                + "=[A-Za-z0-9_-]{43}; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%00", "%3Cscript%3Ealert(1)%3C/script%3E"})
  void aMissingOrWrongStateIsRefusedBeforeTheIssuerIsAsked(String state) {
    Begun begun = begin();
    Map<String, String> back = begun.atTheIssuer();
    int exchanged = TestIssuer.exchanges(issuer);
    String query = "code=" + back.get("code") + (state.isEmpty() ? "" : "&state=" + state);
    refused(completeRaw(begun.cookie(), query), 401, NOT_BEGUN);
    assertThat(TestIssuer.exchanges(issuer)).isEqualTo(exchanged);
    complete(begun, back).then().statusCode(303);
  }

  @Test
  void theAnswerOfAnotherBrowsersSignInIsRefused() {
    Begun attacker = begin();
    Map<String, String> attackersAnswer = attacker.atTheIssuer();
    Begun victim = begin();
    refused(complete(victim, attackersAnswer), 401, NOT_BEGUN);
    refused(completeRaw(null, query(attackersAnswer)), 401, NOT_BEGUN);
    refused(completeRaw("A".repeat(43), query(attackersAnswer)), 401, NOT_BEGUN);
    refused(completeRaw("not a secret", query(attackersAnswer)), 401, NOT_BEGUN);
  }

  /** Even if the issuer exchanges a code twice, against the standard. */
  @Test
  void anAnswerIsUsedOnce() {
    prepare(Map.of(), Map.of("reusable", true));
    Begun begun = begin();
    Map<String, String> back = begun.atTheIssuer();
    String session = sessionIn(complete(begun, back));
    refused(complete(begun, back), 401, NOT_BEGUN);
    page(session).get("/console/about").then().statusCode(200);
  }

  @Test
  void aCodeIsExchangedOnce() {
    Begun begun = begin();
    Map<String, String> back = begun.atTheIssuer();
    complete(begun, back).then().statusCode(303);
    refused(complete(begun, back), 401, NOT_VERIFIED);
  }

  @Test
  void aCodeThatWasStolenFromAnotherBrowserIsWorthless() {
    String stolen = begin().atTheIssuer().get("code");
    Begun thief = begin();
    Map<String, String> back = new HashMap<>(thief.atTheIssuer());
    back.put("code", stolen);
    refused(complete(thief, back), 401, NOT_VERIFIED);
  }

  @ParameterizedTest
  @CsvSource({
    "nonce, another",
    "nonce, ",
    "aud, leadloop",
    "aud, ",
    "azp, another-client",
    "iss, https://other.example",
    "sub, ",
    "exp, 1700000000",
    "exp, ",
    "nbf, 9999999999"
  })
  void aTokenThatIsNotForThisSignInIsRefused(String claim, String value) {
    boolean isTime = claim.equals("exp") || claim.equals("nbf");
    Map<String, Object> claims = new HashMap<>();
    claims.put(claim, value == null || !isTime ? value : Long.valueOf(value));
    prepare(claims);
    Begun begun = begin();
    refused(complete(begun, begun.atTheIssuer()), 401, NOT_VERIFIED);
  }

  @Test
  void aTokenThatAnotherKeySignedIsRefused() {
    prepare(Map.of(), Map.of("another_key", true));
    Begun begun = begin();
    refused(complete(begun, begun.atTheIssuer()), 401, NOT_VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"leadloop-provider", "leadloop-console", "admin", "LEADLOOP-ADMIN"})
  void oneWithoutTheRoleLearnsWhichIsMissing(String role) {
    prepare(Map.of("groups", List.of(role)));
    Begun begun = begin();
    Response answer = complete(begun, begun.atTheIssuer());
    refused(answer, 403, "leadloop-admin, leadloop-viewer");
  }

  @Test
  void anErrorOfTheIssuerIsShownAsText() {
    String markup = "<script>alert(1)</script>\"'><img src=x>{console:end}";
    prepare(Map.of(), Map.of("error", "access_denied", "error_description", markup));
    Begun begun = begin();
    Response answer = complete(begun, begun.atTheIssuer());
    refused(answer, 401, "access_denied");
    assertThat(answer.asString())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert", "<img src=x");
  }

  @Test
  void anErrorThatSomebodyMadeUpIsNotShown() {
    Response answer =
        completeRaw(
            begin().cookie(), "error=access_denied&error_description=call+0123&state=" + "A");
    refused(answer, 401, NOT_BEGUN);
    assertThat(answer.asString()).doesNotContain("call 0123", "access_denied");
  }

  @Test
  void anAnswerInTheNameOfAnotherIssuerIsRefused() {
    Begun begun = begin();
    Map<String, String> back = new HashMap<>(begun.atTheIssuer());
    back.put("iss", "https://other.example");
    refused(complete(begun, back), 401, NOT_VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redirect", "redirect_uri", "next", "back", "return_to", "url"})
  void aSignInLeadsToTheConsoleAndNowhereElse(String parameter) {
    Begun begun = begin();
    Map<String, String> back = new HashMap<>(begun.atTheIssuer());
    back.put(parameter, "https://evil.example");
    complete(begun, back).then().statusCode(303).header("Location", "../../console");
    assertThat(
            parameters(
                page()
                    .queryParam(parameter, "https://evil.example")
                    .get("/console/sign-in/oidc")
                    .getHeader("Location")))
        .containsEntry("redirect_uri", gateway + CALLBACK);
  }

  @Test
  void theSessionOfBeforeEndsAndItsSecretIsNotUsedAgain() {
    String before = console.session();
    Begun begun = begin();
    Response answer =
        page()
            .header("Cookie", COOKIE + "=" + before + "; " + SIGN_IN_COOKIE + "=" + begun.cookie())
            .urlEncodingEnabled(false)
            .get(CALLBACK + "?" + query(begun.atTheIssuer()));
    assertThat(sessionIn(answer)).isNotEqualTo(before);
    isEnded(before);
  }

  @Test
  void anIdTokenOfTheConsoleIsNoTokenOfTheApi() {
    Map<String, Object> claims = Tokens.administrator();
    claims.put("aud", "leadloop-console");
    given()
        .header("Authorization", "Bearer " + Tokens.signed(claims))
        .get("/admin/v1/keys")
        .then()
        .statusCode(401);
  }

  @Test
  void theSignInPageNamesTheIssuer() {
    page()
        .get("/console/sign-in")
        .then()
        .statusCode(200)
        .body(containsString("Sign in with localhost"))
        .body(containsString("href=\"../console/sign-in/oidc\""));
  }

  private Begun begin() {
    Response answer = page().get("/console/sign-in/oidc");
    answer.then().statusCode(303).header("Location", startsWith(issuer + "/authorize?"));
    String cookie = answer.getHeader("Set-Cookie").replaceFirst("^[^=]+=([^;]+);.*$", "$1");
    return new Begun(answer.getHeader("Location"), cookie);
  }

  private void prepare(Map<String, Object> claims) {
    prepare(claims, Map.of());
  }

  private void prepare(Map<String, Object> claims, Map<String, Object> more) {
    Map<String, Object> answer = new HashMap<>(more);
    answer.put("claims", claims);
    given()
        .contentType(ContentType.JSON)
        .body(answer)
        .post(issuer + "/prepare")
        .then()
        .statusCode(200);
  }

  private static Response complete(Begun begun, Map<String, String> back) {
    return completeRaw(begun.cookie(), query(back));
  }

  private static Response completeRaw(String cookie, String query) {
    RequestSpecification request = page().urlEncodingEnabled(false);
    return (cookie == null ? request : request.header("Cookie", SIGN_IN_COOKIE + "=" + cookie))
        .get(CALLBACK + "?" + query);
  }

  private static void refused(Response answer, int status, String text) {
    answer.then().statusCode(status).body(containsString(text)).body(containsString("<h1>"));
    assertThat(answer.headers().getValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith(COOKIE));
  }

  private static String sessionIn(Response answer) {
    answer.then().statusCode(303);
    return answer.headers().getValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(COOKIE))
        .findFirst()
        .orElseThrow()
        .replaceFirst("^[^=]+=([^;]+);.*$", "$1");
  }

  private static ValidatableResponse post(String session, String path) {
    return page(session).contentType("application/x-www-form-urlencoded").post(path).then();
  }

  private static void isEnded(String session) {
    page(session).get("/console/about").then().statusCode(303);
  }

  private static Map<String, String> parameters(String address) {
    return Arrays.stream(URI.create(address).getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, second) -> second,
                LinkedHashMap::new));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /**
   * @param location where the browser was sent
   * @param cookie the secret in its cookie
   */
  private record Begun(String location, String cookie) {
    Map<String, String> asked() {
      return parameters(location);
    }

    /** What the issuer leads the browser back with. */
    Map<String, String> atTheIssuer() {
      Response answer = given().redirects().follow(false).urlEncodingEnabled(false).get(location);
      answer.then().statusCode(302);
      return parameters(answer.getHeader("Location"));
    }
  }
}
