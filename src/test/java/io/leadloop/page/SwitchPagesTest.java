package io.leadloop.page;

import static io.restassured.RestAssured.given;

import io.leadloop.console.ConsoleScene;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.PortalClient;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The switches of language and theme lead back to a page, wherever they are used. */
@GatewayTest
class SwitchPagesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern BACK = Pattern.compile("name=\"back\" value=\"([^\"]*)\"");
  private static final Pattern ACTION = Pattern.compile("action=\"[./]*(/\\w+/preferences)\"");
  private static final Pattern CHOICE =
      Pattern.compile("<button class=\"quiet[^\"]*\" name=\"(language|theme)\" value=\"([^\"]*)\"");

  /** Of these, an answer has no page, or the session ends. */
  private static final Pattern OTHERS =
      Pattern.compile(".*(/preferences|/sign-out|/end|/end-all|/end-sessions|/sign-in.*)");

  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;

  /** Of pages that were shown already, since most answers lead to few of them. */
  private final Map<String, Integer> statuses = new HashMap<>();

  @Test
  void eachPageIsShownAgain() {
    try (ConsoleScene.Scene scene = scenes.build()) {
      String administrator = ConsoleClient.COOKIE + "=" + console.session();
      String provider =
          PortalClient.COOKIE + "=" + PortalClient.sessionOf(scene.open().pair().key());
      SoftAssertions all = new SoftAssertions();
      scene.pages().values().stream()
          .filter(path -> !path.endsWith("nobody-here"))
          .forEach(path -> check(all, administrator, path, get(administrator, path)));
      portal(scene).forEach(path -> check(all, provider, path, get(provider, path)));
      all.assertAll();
    }
  }

  @Test
  void theAnswerToAFormLeadsToItsPage() {
    try (ConsoleScene.Scene scene = scenes.build()) {
      String administrator = ConsoleClient.COOKIE + "=" + console.session();
      String provider =
          PortalClient.COOKIE + "=" + PortalClient.sessionOf(scene.open().pair().key());
      String ofProvider = "/console/providers/" + scene.provider();
      String endpoint = "/portal/connections/" + scene.endpoint();
      Map<String, String> answers =
          Map.of(
              ofProvider + "/kafka/check",
              ofProvider,
              ofProvider + "/grants/" + scene.customer() + "/certify",
              ofProvider,
              ofProvider + "/keys/_new",
              ofProvider,
              ofProvider + "/kafka/rotate",
              ofProvider,
              "/console/customers/_new",
              "/console/customers/_new",
              "/console/access/keys",
              "/console/access",
              "/portal/docs/test",
              "/portal/docs",
              "/portal/reconcile",
              "/portal/reconcile",
              "/portal/connections",
              "/portal/connections",
              endpoint + "/verify",
              endpoint);
      SoftAssertions all = new SoftAssertions();
      answers.forEach(
          (path, page) -> {
            String session = path.startsWith("/portal") ? provider : administrator;
            Response answer = post(session, path);
            all.assertThat(back(answer)).as(path).isEqualTo(page.substring(1));
            check(all, session, path, answer);
          });
      all.assertAll();
    }
  }

  @Test
  void aRefusalLeadsHome() {
    try (ConsoleScene.Scene scene = scenes.build()) {
      String sessions =
          "%s=%s; %s=%s"
              .formatted(
                  ConsoleClient.COOKIE,
                  console.session(),
                  PortalClient.COOKIE,
                  PortalClient.sessionOf(scene.open().pair().key()));
      SoftAssertions all = new SoftAssertions();
      SitePaths.posted().stream()
          .filter(path -> !OTHERS.matcher(path).matches())
          .forEach(
              path -> {
                Response answer = post(sessions, path);
                if (answer.statusCode() != 303) {
                  check(all, sessions, path, answer);
                }
              });
      all.assertAll();
    }
  }

  private static Stream<String> portal(ConsoleScene.Scene scene) {
    return Stream.of(
        "/portal",
        "/portal/leads",
        "/portal/leads?q=a%2Fb+c&state=",
        "/portal/leads/" + scene.lead(),
        "/portal/outcomes?days=7",
        "/portal/connections",
        "/portal/connections/" + scene.endpoint() + "?state=failed",
        "/portal/reconcile",
        "/portal/keys",
        "/portal/docs");
  }

  /** Presses each button of the switches that is on the page. */
  private void check(SoftAssertions all, String session, String path, Response page) {
    List<String[]> choices =
        CHOICE
            .matcher(page.asString())
            .results()
            .map(button -> new String[] {button.group(1), button.group(2)})
            .toList();
    all.assertThat(choices).as("switches of " + path).hasSize(3);
    String action = found(ACTION, page);
    all.assertThat(action).as(path).startsWith(path.replaceFirst("^(/\\w+).*", "$1"));
    for (String[] choice : choices) {
      Response pressed =
          from(session).formParam("back", back(page)).formParam(choice[0], choice[1]).post(action);
      all.assertThat(pressed.statusCode()).as(path).isEqualTo(303);
      URI location = URI.create("/console/preferences").resolve(pressed.header("Location"));
      int shown =
          statuses.computeIfAbsent(
              session + location, key -> get(session, location.toString()).statusCode());
      all.assertThat(shown)
          .as("%s leads to %s", path, location)
          // The page of an unknown customer leads back to itself.
          .isIn(200, path.contains("nobody-here") ? 404 : 200);
    }
  }

  private static String back(Response page) {
    return found(BACK, page).replace("&amp;", "&");
  }

  private static String found(Pattern pattern, Response page) {
    return pattern
        .matcher(page.asString())
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("nowhere");
  }

  private static Response get(String session, String path) {
    return from(session).urlEncodingEnabled(false).get(path);
  }

  private static Response post(String session, String path) {
    return from(session).contentType(FORM).formParam("name", "Jeanne").post(path);
  }

  private static RequestSpecification from(String session) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Cookie", session);
  }
}
