package io.leadloop.page.problem;

import static io.leadloop.testing.ConsoleClient.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.error.ErrorCode;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that explain problems, as anybody gets them, and problems on pages of the console. */
@GatewayTest
class ProblemExplanationTest {
  @Inject ConsoleClient console;

  @ParameterizedTest
  @EnumSource
  void eachCodeHasAPageInEnglishAndFrench(ErrorCode code) {
    String path = "/problems/" + code.slug();
    assertThat(html(path, "en"))
        .contains("<html lang=\"en\"", "<h1>" + escaped(code.title()) + "</h1>", "What to do");
    assertThat(html(path, "fr"))
        .contains("<html lang=\"fr\"", "Que faire", "&quot;status&quot; : " + code.status())
        .doesNotContain("<h1>" + escaped(code.title()));
  }

  @Test
  void theTypeOfAnAnswerIsTheAddressOfItsPage() {
    String type = given().get("/v1/leads").then().statusCode(401).extract().path("type");
    assertThat(html(type, "en")).contains("A valid key or token is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/problems", "/problems/invalid-lead", "/reference"})
  void aPageIsForAnybodyAndMayBeKeptForAWhile(String path) {
    given()
        .header("Authorization", "Bearer lla_not_a_key")
        .header("Cookie", ConsoleClient.COOKIE + "=nothing")
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/html"))
        .header("Set-Cookie", nullValue())
        .header("Cache-Control", "private, max-age=300")
        .header("Vary", allOf(containsString("Accept-Language"), containsString("Cookie")))
        .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self';"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin");
  }

  @ParameterizedTest
  @CsvSource({
    "fr.system, en, , fr",
    "en.dark, fr, , en",
    ", fr-CA, , fr",
    ", de, , en",
    "en.dark, en, fr, fr",
    ", en, zz, en"
  })
  void theLanguageIsChosenByAddressCookieAndBrowser(
      String cookie, String accepted, String address, String language) {
    given()
        .header("Cookie", cookie == null ? "a=b" : "__Host-leadloop-view=" + cookie)
        .header("Accept-Language", accepted)
        .get("/problems/too-late" + (address == null ? "" : "?language=" + address))
        .then()
        .body(containsString("<html lang=\"" + language + "\""));
  }

  @Test
  void aChosenLanguageIsKeptByLinks() {
    assertThat(html("/problems?language=fr", "en"))
        .contains("href=\"./problems/not-found?language=fr\"", "href=\"./problems?language=en\"");
    assertThat(html("/problems", "fr")).contains("href=\"./problems/not-found\"");
  }

  @Test
  void anUnknownProblemIsAnsweredWithTheList() {
    given()
        .header("Accept", "text/html")
        .urlEncodingEnabled(false)
        .get("/problems/%3Cscript%3Ealert(1)%22&'")
        .then()
        .statusCode(404)
        .header("Cache-Control", "no-store")
        .body(
            allOf(
                containsString("There is no problem named"),
                containsString("problems/not-found\""),
                not(containsString("<script>alert"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/problem+json",
        "text/html;q=0.5, application/json",
        "application/problem+json, application/json"
      })
  void jsonIsGivenToWhoPrefersIt(String accepted) {
    given()
        .header("Accept", accepted)
        .header("Accept-Language", "fr")
        .get("/problems/rate-limited")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("type", is("/problems/rate-limited"))
        .body("title", is("Trop de requêtes"))
        .body("status", is(429))
        .body("repeatable", is(true))
        .body("remedy", containsString("Retry-After"))
        .body("example.title", is("Too many requests"))
        .body("slug", nullValue());
    given()
        .header("Accept", accepted)
        .get("/problems")
        .then()
        .body("items", hasSize(ErrorCode.values().length));
    given()
        .header("Accept", accepted)
        .get("/problems/nothing-like-that")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", is("/problems/not-found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "text/html, application/json;q=0.9", "image/png", "text/html,*/*;q=0.8"})
  void aPageIsGivenToAnybodyWhoDoesNotPreferJson(String accepted) {
    given()
        .header("Accept", accepted)
        .get("/problems/rate-limited")
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/html"));
  }

  @Test
  void aProblemOfTheConsoleIsInTheBrowsersLanguageAndLinksToItsPage() {
    String path = "/console/customers/nobody-here";
    assertThat(console(path, "fr"))
        .contains("Il n’y a rien ici", "<p lang=\"fr\">Ce client n’existe pas.</p>", "Requête ")
        .contains("href=\"../../problems/not-found\"");
    assertThat(console(path, "en"))
        .contains("There is nothing here", "<p lang=\"en\">There is no such customer.</p>");
  }

  @Test
  void aDetailWithValuesIsTranslatedAroundThem() {
    assertThat(console("/console/leads?state=none", "fr"))
        .contains("doit être l’une de ces valeurs, queued, ");
    assertThat(console("/console/leads?state=none", "en")).contains("must be one of queued, ");
  }

  @Test
  void aRefusedPostIsExplainedInFrench() {
    given()
        .redirects()
        .follow(false)
        .header("Accept-Language", "fr")
        .header("Sec-Fetch-Site", "cross-site")
        .formParams(Map.of("key", "x"))
        .post("/console/sign-in")
        .then()
        .statusCode(403)
        .body(containsString("Cet appelant ne peut pas faire cela"))
        .body(containsString("n’a pas été envoyée par une page de la passerelle"));
  }

  private String console(String path, String language) {
    return page(console.session()).header("Accept-Language", language).get(path).asString();
  }

  private static String html(String path, String language) {
    return given()
        .header("Accept-Language", language)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static String escaped(String title) {
    return title.replace("'", "&#39;");
  }
}
