package io.leadloop.page.reference;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.leadloop.testing.GatewayTest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API reference, as anybody gets it, compared with the document that the gateway serves. */
@GatewayTest
class ReferencePagesTest {
  private static final List<String> PAGES =
      List.of(
          "/reference",
          "/reference/providers",
          "/reference/oplead",
          "/reference/administrators",
          "/reference/everybody",
          "/reference/objects");
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
  private static final Pattern ANCHOR = Pattern.compile("\\sid=\"([^\"]+)\"");

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @Test
  void eachCallOfTheServedDocumentIsOnThePageOfWhoMakesIt() {
    Map<String, Map<String, Object>> paths =
        given().get("/openapi?format=json").jsonPath().getMap("paths");
    String all = PAGES.stream().map(path -> html(path, "en")).collect(Collectors.joining());
    List<String> calls =
        paths.entrySet().stream()
            .flatMap(
                path ->
                    path.getValue().keySet().stream()
                        .filter(METHODS::contains)
                        .map(
                            method ->
                                "%s </span>%s</h2>"
                                    .formatted(method.toUpperCase(Locale.ROOT), path.getKey())))
            .toList();
    assertThat(calls).hasSizeGreaterThan(80).allMatch(all::contains);
  }

  @Test
  void aCallHasItsParametersBodyAnswersAndCommand() {
    String page = html("/reference/providers", "en");
    String submit = page.substring(page.indexOf("id=\"post-v1-leads\""));
    assertThat(submit.substring(0, submit.indexOf("</section>")))
        .contains(
            "Idempotency-Key",
            "application/x-ndjson",
            "../reference/objects#Submission",
            "The slug of a customer that this provider may send to.",
            "The lead is on disk.",
            "../problems/invalid-lead",
            "&quot;customer&quot; : &quot;cuisines-durand&quot;",
            "curl -X POST &quot;" + gateway + "/v1/leads&quot;");
  }

  @ParameterizedTest
  @CsvSource({
    "api.leads.example, http://api.leads.example/v1/leads&quot;",
    "leads.example:8443, http://leads.example:8443/v1/leads&quot;",
    "[::1]:8080, http://[::1]:8080/v1/leads&quot;"
  })
  void commandsHaveTheReadersHost(String host, String expected) {
    given()
        .header("Host", host)
        .get("/reference/providers")
        .then()
        .statusCode(200)
        .body(containsString(expected));
    assertThat(html("/reference/providers", "en")).doesNotContain(host);
  }

  @Test
  void wordsAreInTheBrowsersLanguageAndTheDocumentsTextIsMarkedAsEnglish() {
    assertThat(html("/reference/providers", "fr"))
        .contains("<html lang=\"fr\"", "<h1>Fournisseurs</h1>", "<h3>Réponses</h3>")
        .contains("<td lang=\"en\">The lead is on disk.</td>");
    assertThat(html("/reference/providers?language=fr", "en"))
        .contains("../reference/objects?language=fr#Lead", "../reference?language=fr\"");
  }

  /** Its relative links are others, and must not become those of the usual one. */
  @Test
  void anotherSpellingOfAnAddressHasItsOwnLinks() {
    for (String language : List.of("", "?language=fr")) {
      String own = "href=\"../reference" + language + "\"";
      String other = "href=\"../../reference" + language + "\"";
      assertThat(html("/reference/everybody/" + language, "en")).contains(other);
      assertThat(html("/reference/everybody" + language, "en")).contains(own);
      assertThat(html("/reference/everybody/" + language, "en")).contains(other);
    }
  }

  /** Rendered once per language and theme: the second reader's is the first one's. */
  @Test
  void eachLanguageAndThemeHasItsOwn() {
    for (String language : List.of("en", "fr", "en", "fr")) {
      for (String theme : List.of("dark", "light", "system")) {
        given()
            .header("Cookie", "__Host-leadloop-view=" + language + "." + theme)
            .get("/reference")
            .then()
            .body(
                containsString("<html lang=\"%s\" data-theme=\"%s\">".formatted(language, theme)));
      }
    }
  }

  @Test
  void eachLinkLeadsSomewhere() {
    Map<String, Set<String>> anchors =
        PAGES.stream()
            .collect(Collectors.toMap(path -> path, path -> found(ANCHOR, html(path, "en"))));
    Set<String> broken = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (String path : PAGES) {
      for (String link : found(LINK, html(path, "en"))) {
        URI target = URI.create(path).resolve(link);
        if (!anchors.containsKey(target.getPath())) {
          others.add(target.toString());
        } else if (target.getFragment() != null
            && !anchors.get(target.getPath()).contains(target.getFragment())) {
          broken.add(path + " -> " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(others).hasSizeGreaterThan(20);
    others.forEach(link -> given().get(link).then().statusCode(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/reference/nothing", "/reference/%3Cscript%3E", "/reference/Providers"})
  void anUnknownAudienceIsNotFound(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .header("Cache-Control", "no-store")
        .body(containsString("reference/providers\""));
  }

  @Test
  void onlyReadingMethodsAreServed() {
    given().post("/reference").then().statusCode(405);
    given().delete("/problems/too-late").then().statusCode(405);
    given().head("/reference/objects").then().statusCode(200);
  }

  private static Set<String> found(Pattern pattern, String html) {
    return pattern.matcher(html).results().map(each -> each.group(1)).collect(toSet());
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
}
