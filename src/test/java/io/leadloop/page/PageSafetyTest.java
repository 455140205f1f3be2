package io.leadloop.page;

import static io.leadloop.testing.ConsoleClient.COOKIE;
import static io.leadloop.testing.ConsoleClient.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.PortalClient;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that another site has a browser send, the headers of pages, and their assets. */
@GatewayTest
class PageSafetyTest {
  private static final String ACTION = "/console/access/sessions/end-all";

  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "", "same-origin, cross-site"})
  void aPostOfAnotherSiteIsRefused(String site) {
    refused(signedIn().header("Sec-Fetch-Site", site));
    refused(signedIn().header("Sec-Fetch-Site", site).header("Origin", origin()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "https://evil.example", "http://localhost", ""})
  void aPostOfAnotherOriginIsRefused(String other) {
    refused(signedIn().header("Origin", other));
  }

  @Test
  void aPostThatNamesNoOriginIsRefused() {
    refused(signedIn());
  }

  @Test
  void noFormIsTakenFromAnotherSite() {
    String both =
        "%s=%s; %s=%s"
            .formatted(
                COOKIE,
                console.session(),
                PortalClient.COOKIE,
                PortalClient.sessionOf(onboarding.providerWithCustomer().key()));
    assertThat(SitePaths.posted())
        .hasSizeGreaterThan(35)
        .filteredOn(path -> !path.startsWith("/portal/customer/")) // of a customer's session
        .allSatisfy(
            path ->
                given()
                    .redirects()
                    .follow(false)
                    .header("Cookie", both)
                    .header("Sec-Fetch-Site", "cross-site")
                    .contentType("application/x-www-form-urlencoded")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("The request was not sent by a page of the gateway.")));
  }

  @Test
  void noPageIsShownAndNoFormIsTakenWithoutASession() {
    List<String> open =
        List.of(
            "/console/sign-in",
            "/console/sign-in/oidc",
            "/console/sign-in/callback",
            "/console/preferences",
            "/portal/sign-in",
            "/portal/preferences");
    assertThat(SitePaths.posted())
        .filteredOn(path -> !open.contains(path))
        .allSatisfy(
            path ->
                page()
                    .contentType("application/x-www-form-urlencoded")
                    .post(path)
                    .then()
                    .statusCode(401));
    assertThat(SitePaths.shown())
        .hasSizeGreaterThan(25)
        .filteredOn(path -> !open.contains(path))
        .allSatisfy(
            path -> {
              page().get(path).then().statusCode(303).header("Location", endsWith("sign-in"));
              page().head(path).then().statusCode(303).header("Location", endsWith("sign-in"));
            });
  }

  @Test
  void aPostOfTheSameOriginIsAccepted() {
    signedIn()
        .header("Origin", origin())
        .post("/console/preferences")
        .then()
        .statusCode(303)
        .header("Location", "../console");
  }

  @Test
  void aSignInFromAnotherSiteIsRefused() {
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("key", console.key("Jeanne").reveal())
        .post("/console/sign-in")
        .then()
        .statusCode(403)
        .header("Set-Cookie", (String) null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/sign-in",
        "/console/nothing-here",
        "/console/leads?state=none",
        "/portal"
      })
  void eachAnswerHasTheHeaders(String path) {
    Response answer = page(console.session()).get(path);
    answer
        .then()
        .header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "same-origin")
        .header("Permissions-Policy", "")
        .header("Cache-Control", "no-store")
        .header("Content-Type", startsWith("text/html"));
  }

  @Test
  void theApiKeepsItsProblems() {
    given()
        .get("/v1/nothing-here")
        .then()
        .header("Content-Type", startsWith("application/problem+json"))
        .header("Content-Security-Policy", (String) null);
  }

  @Test
  void assetsAreKeptForEverAndFoundByRelativeLinks() {
    String html = page().get("/console/sign-in").then().extract().asString();
    assertThat(
            Pattern.compile("(?:href|src)=\"\\.\\./(assets/[^\"]+)\"")
                .matcher(html)
                .results()
                .map((MatchResult link) -> link.group(1))
                .distinct())
        .hasSize(4)
        .allSatisfy(
            path ->
                given()
                    .get("/" + path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=31536000, immutable"));
    given().get("/assets/leadloop-000000000000.css").then().statusCode(404);
    given().get("/assets/leadloop.css").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/webjars/htmx.org/2.0.8/dist/htmx.js",
        "/x/../webjars/htmx.org/2.0.8/dist/htmx.js",
        "//webjars/htmx.org/2.0.8/dist/htmx.js",
        "/%77ebjars/htmx.org/2.0.8/dist/htmx.js"
      })
  void noOtherFileOfALibraryIsServed(String path) {
    given().urlEncodingEnabled(false).get(path).then().statusCode(404);
  }

  @Test
  void theBareAddressLeadsToTheSignIn() {
    given()
        .redirects()
        .follow(false)
        .get("/")
        .then()
        .statusCode(303)
        .header("Location", "./console/sign-in");
  }

  @ParameterizedTest
  @CsvSource({
    "fr, Connexion",
    "fr-CA;q=0.9, Connexion",
    "'de, fr;q=0.5', Connexion",
    "en, Sign in",
    "de, Sign in",
    "'not a language;;', Sign in"
  })
  void theLanguageIsTheBrowsers(String accepted, String word) {
    page()
        .header("Accept-Language", accepted)
        .get("/console/sign-in")
        .then()
        .body(containsString(word));
  }

  @ParameterizedTest
  @CsvSource({
    "console/leads?state=held, ../console/leads?state=held",
    "console/customers/_new, ../console/customers/_new",
    "//evil.example, ../console",
    "https://evil.example, ../console",
    "console/../../v1, ../console",
    "console/./x, ../console",
    "console/..%2F, ../console",
    "console\\\\evil.example, ../console",
    "console//evil.example, ../console"
  })
  void aSwitchLeadsBackToAPageOfTheConsoleAndNowhereElse(String back, String location) {
    page()
        .formParam("back", back)
        .formParam("language", "fr")
        .post("/console/preferences")
        .then()
        .statusCode(303)
        .header("Location", location)
        .header("Set-Cookie", startsWith("__Host-leadloop-view=fr.system;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "fr", "xx.dark", "fr.dark.more", "%3Cscript%3E.dark"})
  void anOddPreferenceIsNone(String cookie) {
    given()
        .header("Cookie", "__Host-leadloop-view=" + cookie)
        .get("/console/sign-in")
        .then()
        .statusCode(200)
        .body(not(containsString("%3C")));
  }

  private RequestSpecification signedIn() {
    return given()
        .redirects()
        .follow(false)
        .header("Cookie", COOKIE + "=" + console.session())
        .contentType("application/x-www-form-urlencoded");
  }

  private static void refused(RequestSpecification request) {
    request
        .post(ACTION)
        .then()
        .statusCode(403)
        .body(containsString("The request was not sent by a page of the gateway."));
  }

  private String origin() {
    return gateway.toString();
  }
}
