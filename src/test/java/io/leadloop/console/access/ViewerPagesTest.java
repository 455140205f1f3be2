package io.leadloop.console.access;

import static io.leadloop.testing.ConsoleClient.page;
import static io.leadloop.testing.ConsoleClient.sessionOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import io.leadloop.console.ConsoleScene;
import io.leadloop.page.Site;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.vault.ApiKey;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A viewer sees every page of the console that shows something, none that is only a form, and may
 * post to none but the own ones.
 */
@GatewayTest
@TestInstance(PER_CLASS)
class ViewerPagesTest {
  private static final Pattern POSTED = Pattern.compile("<form[^>]*\\smethod=\"post\"");

  private static final Pattern EMPTY_DETAILS =
      Pattern.compile("<details[^>]*>\\s*(<summary[^>]*>[^<]*</summary>)?\\s*</details>");

  /** What stands before a link's address, and the address. */
  private static final Pattern LINK = Pattern.compile("<a\\b([^>]*?)href=\"([^\"#]+)\"");

  /** Pages without a form where there is nothing to change. */
  private static final Pattern FINDS_NOTHING = Pattern.compile("/correction$|/bulk/new$");

  /** The browser's language and theme, its sign-out, and its sign-in as another. */
  private static final Set<String> OWN =
      Set.of("/console/preferences", "/console/sign-out", "/console/sign-in");

  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;
  @Inject @Any BeanManager beans;

  private final Map<String, Response> asViewer = new HashMap<>();
  private final Map<String, Response> asAdministrator = new HashMap<>();
  private ConsoleScene.Scene scene;
  private String viewer;
  private String administrator;

  @BeforeEach
  void signIn() {
    if (scene == null) {
      scene = scenes.build();
      viewer = sessionOf(console.viewersKey());
      administrator = console.session();
    }
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  private Response asViewer(String path) {
    return asViewer.computeIfAbsent(path, page -> page(viewer).get(page));
  }

  private Response asAdministrator(String path) {
    return asAdministrator.computeIfAbsent(path, page -> page(administrator).get(page));
  }

  /** But the pages that are nothing without a form. */
  @Test
  void aViewerSeesEveryPageWithoutWhatChangesAnything() {
    Map<String, Object> wrong = new TreeMap<>();
    Set<String> withActions = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    scene
        .pages()
        .forEach(
            (name, path) -> {
              Response seen = asViewer(path);
              Response whole = asAdministrator(path);
              long forms = forms(seen.asString());
              boolean hasActions = forms(whole.asString()) > forms;
              boolean isRefused = seen.statusCode() == 403 && hasActions;
              if (!isRefused && seen.statusCode() != whole.statusCode()
                  || forms > ownForms(seen.asString())
                  || EMPTY_DETAILS.matcher(seen.asString()).find()) {
                wrong.put(name, seen.statusCode() + ", posted forms: " + forms);
              }
              if (hasActions) {
                (isRefused ? refused : withActions).add(name);
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(withActions).contains("access", "customer", "provider", "lead-held", "feedback");
    assertThat(refused)
        .contains("customer-new", "customer-token", "endpoint-change")
        .allMatch(name -> name.matches(".*-(new|change|archive|token|disable|resend)"));
  }

  /** One link of each shape: those of a list's rows lead to pages of one kind. */
  @Test
  void noLinkLeadsAViewerToAPageThatOffersNothing() {
    Map<String, URI> links = new TreeMap<>();
    Map<String, URI> edits = new TreeMap<>();
    for (String path : scene.pages().values()) {
      Response seen = asViewer(path);
      if (seen.statusCode() == 200) {
        links.putAll(links(path, seen.asString(), false));
        edits.putAll(links(path, asAdministrator(path).asString(), true));
      }
    }
    assertThat(links).hasSizeGreaterThan(20).containsKey("/console/customers/*");
    assertThat(links.values())
        .allSatisfy(link -> assertThat(get(viewer, link).statusCode()).isEqualTo(200));
    assertThat(edits).hasSizeGreaterThan(10).containsKey("/console/customers/*/change/token");
    assertThat(edits.values())
        .filteredOn(link -> !FINDS_NOTHING.matcher(link.getPath()).find())
        .allSatisfy(
            link -> {
              String html = get(administrator, link).asString();
              assertThat(forms(html)).isGreaterThan(ownForms(html));
            });
  }

  private static Response get(String session, URI link) {
    return page(session).urlEncodingEnabled(false).get(link.toString().replaceFirst("\\?$", ""));
  }

  /** Those within the console, by their shape. */
  private static Map<String, URI> links(String path, String html, boolean toChanges) {
    Map<String, URI> links = new TreeMap<>();
    for (MatchResult link : (Iterable<MatchResult>) LINK.matcher(html).results()::iterator) {
      URI to = URI.create(path).resolve(link.group(2).replace("&amp;", "&"));
      if (to.getPath().startsWith("/console") && toChanges == link.group(1).contains("\"edit\"")) {
        links.put(shape(to), to);
      }
    }
    return links;
  }

  /** Without ids, slugs and the values of its query. */
  private static String shape(URI link) {
    return link.getPath()
            .replaceAll("(?<=/(customers|providers)/)[a-z0-9][a-z0-9-]*", "*")
            .replaceAll(
                "(?<=/(leads|endpoints|keys|labels|bulk|grants)/)[a-z0-9-]*[0-9-][a-z0-9-]*", "*")
        + Optional.ofNullable(link.getRawQuery())
            .map(query -> "?" + query.replaceAll("=[^&]*", ""))
            .orElse("");
  }

  /** Receivers of events keep passwords in queries. */
  @Test
  void aViewerSeesNoQueryOfAnAddress() {
    ApiKey viewersKey = console.viewersKey();
    ApiKey administratorsKey = console.key("Marie");
    String endpoints = "/admin/v1/providers/" + scene.provider() + "/endpoints";
    for (String path :
        List.of(
            endpoints,
            endpoints + "/" + scene.endpoint(),
            "/admin/v1/audit/search?action=endpoint.create")) {
      assertThat(asked(viewersKey, path))
          .as(path)
          .contains("hooks.example.com")
          .doesNotContain("hidden");
      assertThat(asked(administratorsKey, path)).as(path).contains("secret=hidden");
    }
    for (String name : List.of("endpoint", "endpoint-change", "provider", "push")) {
      assertThat(asViewer(scene.pages().get(name)).asString()).as(name).doesNotContain("secret=");
    }
    for (String path :
        List.of(
            "/console/audit?action=endpoint.create", "/console/audit/csv?action=endpoint.create")) {
      assertThat(asViewer(path).asString())
          .as(path)
          .contains("hooks.example.com:8080/leadloop?***")
          .doesNotContain("secret=");
    }
  }

  private static String asked(ApiKey key, String path) {
    return given()
        .header("Authorization", "Bearer " + key.reveal())
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static long forms(String html) {
    return POSTED.matcher(html).results().map(MatchResult::group).count();
  }

  private static long ownForms(String html) {
    return Pattern.compile("<form[^>]*action=\"[./]*console/(preferences|sign-out)\"")
        .matcher(html)
        .results()
        .count();
  }

  @Test
  void aViewerPostsToNoPageButTheOwnOnes() {
    List<String> posts =
        sites().flatMap(site -> paths(site, false)).filter(path -> !OWN.contains(path)).toList();
    assertThat(posts).hasSizeGreaterThan(10).contains("/console/access/keys");
    assertThat(posts)
        .allSatisfy(
            path ->
                page(viewer)
                    .contentType("application/x-www-form-urlencoded")
                    .post(filled(path))
                    .then()
                    .statusCode(403)
                    .body(containsString("may read and change nothing")));
    page(viewer).get("/console").then().statusCode(200);
  }

  @Test
  void aViewerSignsOutAndChoosesALanguage() {
    String session = sessionOf(console.viewersKey());
    page(session).formParam("language", "fr").post("/console/preferences").then().statusCode(303);
    page(session)
        .header("Accept-Language", "fr")
        .get("/console")
        .then()
        .body(containsString("lecture seule"));
    page(session)
        .contentType("application/x-www-form-urlencoded")
        .post("/console/sign-out")
        .then()
        .statusCode(303);
    page(session).get("/console").then().statusCode(303);
  }

  @Test
  void everyPageIsShown() {
    assertThat(sites().flatMap(site -> paths(site, true)).filter(path -> !path.contains("{")))
        .contains("/console/access", "/console/audit", "/console/audit/csv")
        .filteredOn(path -> !path.startsWith("/console/sign-in"))
        .filteredOn(path -> !path.equals("/console/leads/bulk/new")) // needs an action
        .filteredOn(path -> !path.endsWith("/_new")) // only a form
        .allSatisfy(path -> asViewer(path).then().statusCode(200));
  }

  private Stream<Class<?>> sites() {
    return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(
            type -> type.isAnnotationPresent(Site.class) && type.isAnnotationPresent(Path.class))
        .filter(type -> type.getAnnotation(Path.class).value().startsWith("/console"))
        .distinct();
  }

  /** The paths of its methods: those that are safe, or the others. */
  private static Stream<String> paths(Class<?> site, boolean isSafe) {
    return Arrays.stream(site.getDeclaredMethods())
        .filter(method -> isCall(method) && method.isAnnotationPresent(GET.class) == isSafe)
        .map(
            method ->
                site.getAnnotation(Path.class).value()
                    + (method.isAnnotationPresent(Path.class)
                        ? method.getAnnotation(Path.class).value()
                        : ""));
  }

  private static boolean isCall(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(
            annotation ->
                annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class));
  }

  /** With a value that each kind of parameter takes. */
  private static String filled(String path) {
    return path.replaceAll("\\{\\w+:(\\w+)\\|[^/]*\\}(?=/|$)", "$1") // one of several words
        .replaceAll("\\{[^/]*\\}(?=/|$)", "0198c0de-0000-7000-8000-000000000000")
        .replaceAll("(?<=/keys/)0198c0de-[0-9-]+", "unknown");
  }
}
