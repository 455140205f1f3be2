package io.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.session.SignInLinks;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a browser: signing in, each page in each language and theme, and its script. */
@GatewayTest
@TestInstance(PER_CLASS)
class ConsoleBrowserTest {
  /** Whether the live part is updated within a little more than an interval. */
  private static final String ASKED =
      "() => new Promise((resolve) => { setTimeout(() => resolve(false), 6000);"
          + " document.querySelector('#live').addEventListener('tick', () => resolve(true)); })";

  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;
  @Inject ConsoleScene scenes;
  @Inject SignInLinks links;

  private ConsoleScene.Scene scene;
  private String session;

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

  @Test
  void eachPageIsAccessibleAndFitsInEachLanguageAndTheme() {
    PageReview review = new PageReview();
    for (String language : PageReview.LANGUAGES) {
      Page page = visitor.openConsole(session, language, ColorScheme.LIGHT);
      scene
          .pages()
          .forEach(
              (name, path) -> {
                visitor.go(page, path);
                review.look(page, name, language);
              });
      page.context().close();
      Page stranger = visitor.open(language, ColorScheme.LIGHT);
      visitor.go(stranger, "/console/sign-in");
      review.look(stranger, "sign-in", language);
      stranger.context().close();
    }
    review.assertNothingFound();
  }

  @Test
  void aKeyIsPastedToSignIn() {
    Page page = visitor.open();
    visitor.go(page, "/");
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    assertThat(page.url()).endsWith("/console");
    assertThat(page.title()).isEqualTo("Overview · Leadloop");
  }

  @Test
  void aOneTimeLinkSignsInByItsButton() throws Throwable {
    ApiKey key = console.key("Jeanne");
    String token = VertxContextSupport.subscribeAndAwait(() -> links.issue(key)).reveal();
    Page page = visitor.open();
    visitor.go(page, "/console/sign-in#" + token);
    assertThat(page.url()).doesNotContain(token);
    page.click("#link button");
    assertThat(page.url()).endsWith("/console");
    assertThat(page.title()).isEqualTo("Overview · Leadloop");
  }

  @Test
  void theSwitchesKeepThePageAndLast() {
    Page page = visitor.openConsole(session);
    visitor.go(page, "/console/leads?state=held");
    page.click("button[name=language]");
    assertThat(page.url()).endsWith("/console/leads?state=held");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    page.click("button[name=theme]");
    visitor.go(page, "/console/about");
    assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
  }

  @Test
  void aSecondClickPostsNothing() {
    Page page = visitor.openConsole(session);
    visitor.go(page, "/console/customers/" + scene.customer());
    page.evaluate(
        "() => { window.posted = 0; addEventListener('submit', (event) => {"
            + " posted += event.defaultPrevented ? 0 : 1; event.preventDefault(); }); }");
    String button = "form[action$='/portal-link'] button";
    page.dblclick(button);
    assertThat(page.evaluate("posted")).isEqualTo(1);
    page.evaluate("dispatchEvent(new Event('pageshow'))");
    page.click(button);
    assertThat(page.evaluate("posted")).isEqualTo(2);
  }

  @Test
  void theOverviewUpdatesItself() {
    Page page = visitor.openConsole(session);
    visitor.go(page, "/console");
    try (ConsoleScene.Scene more = scenes.build()) {
      scenes.listFirst(more.customer());
      page.waitForSelector("#live a[href$='" + more.customer() + "']");
    }
  }

  @Test
  void updatesArePausedAndTablesKeepTheirPlace() {
    Page page = visitor.openConsole(session, "fr", ColorScheme.LIGHT);
    page.setViewportSize(PageReview.NARROW, 800);
    page.route(
        address -> address.contains("/live?"),
        call ->
            call.resume(
                new Route.ResumeOptions()
                    .setUrl(call.request().url().replaceFirst("seen=.*", "seen=none"))));
    visitor.go(page, "/console");
    assertThat(page.getAttribute("#pause", "title")).isEqualTo("Suspendre les mises à jour");
    assertThat(page.evaluate(ASKED)).isEqualTo(true);
    page.click("#pause");
    assertThat(page.getAttribute("#pause", "aria-pressed")).isEqualTo("true");
    assertThat(page.evaluate(ASKED)).isEqualTo(false);
    page.evaluate("document.querySelector('#live .scroll').scrollLeft = 40");
    page.evaluate("document.querySelector('#live').dataset.old = ''");
    page.click("#pause");
    page.waitForSelector("#live:not([data-old])");
    assertThat(page.evaluate("document.querySelector('#live .scroll').scrollLeft")).isEqualTo(40);
    visitor.go(page, "/console/about");
    assertThat(page.isVisible("#pause")).isFalse();
  }

  @Test
  void aPausedCustomerIsResumedFromTheOverview() {
    Page page = visitor.openConsole(session);
    String path = "/console/customers/" + scene.customer();
    visitor.go(page, path);
    page.onDialog(dialog -> dialog.accept());
    page.click("button.danger");
    assertThat(page.textContent(".notice")).contains("Done.");
    scenes.listFirst(scene.customer());
    visitor.go(page, "/console");
    page.click("form[action$='" + scene.customer() + "/resume'] button");
    assertThat(page.url()).endsWith(path + "?done=1");
    assertThat(page.textContent("h1")).isEqualTo("Cuisines Durand");
  }
}
