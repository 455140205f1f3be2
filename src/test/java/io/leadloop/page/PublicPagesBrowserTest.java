package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems and the API reference in a browser. */
@GatewayTest
class PublicPagesBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/problems",
          "/problems/invalid-lead",
          "/problems/nothing-like-that",
          "/reference",
          "/reference/oplead",
          "/reference/everybody");

  /** The same templates and styles with so much that axe would need half a minute for each. */
  private static final List<String> LONG =
      List.of("/reference/providers", "/reference/administrators", "/reference/objects");

  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;

  @Test
  void eachPageIsAccessibleAndFitsInEachLanguageAndTheme() {
    PageReview review = new PageReview();
    for (String language : PageReview.LANGUAGES) {
      Page page = visitor.open(language, ColorScheme.LIGHT);
      for (String path : PAGES) {
        visitor.go(page, path);
        review.look(page, "public" + path.replace('/', '-'), language);
      }
      page.context().close();
    }
    Page page = visitor.open();
    for (String path : LONG) {
      visitor.go(page, path);
      review.lookButForStyle(page, "public" + path.replace('/', '-') + "-en");
    }
    review.assertNothingFound();
  }

  /** Otherwise the reviews would prove nothing. */
  @Test
  void aReviewFindsWhatIsWrong() {
    Page page = visitor.open();
    page.setContent(
        """
        <html lang="en"><title>Wrong</title><main><h1>Wrong</h1>
        <img src="data:,"><p style="color: #999">pale<p style="width: 3000px">wide</main></html>
        """);
    PageReview review = new PageReview();
    review.look(page, "wrong");
    review.look(page, "wrong", "fr");
    assertThatThrownBy(review::assertNothingFound)
        .hasMessageContainingAll(
            "wrong-light: is too wide",
            "wrong-light: image-alt",
            "wrong-light: color-contrast",
            "wrong-dark: color-contrast",
            "wrong-fr-light: image-alt",
            "wrong-fr-dark: is too wide");
  }

  @Test
  void aLanguageIsChosenByALinkAndKept() {
    Page page = visitor.open();
    visitor.go(page, "/problems/too-late");
    page.click("text=Français");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    assertThat(page.textContent("h1")).isEqualTo("Le lead arriverait trop tard");
    page.click("nav >> text=Référence de l’API");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    page.click("a[href$='#put-v1-leads-id-status']");
    assertThat(page.url()).endsWith("/reference/providers?language=fr#put-v1-leads-id-status");
    assertThat(page.getAttribute("html", "lang")).isEqualTo("fr");
    assertThat(page.context().cookies()).isEmpty();
  }

  @Test
  void aProblemOfTheConsoleIsExplainedByALink() {
    Page page = visitor.openConsole(console.session(), "fr", ColorScheme.LIGHT);
    visitor.go(page, "/console/providers/nobody-here");
    assertThat(page.textContent("h1")).contains("Il n’y a rien ici");
    page.click("text=Ce que cela signifie");
    assertThat(page.url()).endsWith("/problems/not-found");
    assertThat(page.textContent("h1")).isEqualTo("Il n’y a rien ici");
    visitor.go(page, "/console/about");
    page.click("footer >> text=Référence de l’API");
    assertThat(page.textContent("h1")).isEqualTo("Référence de l’API");
  }
}
