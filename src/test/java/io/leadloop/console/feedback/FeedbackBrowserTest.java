package io.leadloop.console.feedback;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of feedback in a browser: from an unknown label to corrected leads. */
@GatewayTest
class FeedbackBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ConsoleClient console;
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final List<String> complaints = new ArrayList<>();
  private final String label = "Signé " + letters(UUID.randomUUID());
  private Browser browser;

  @BeforeEach
  void start() {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aLabelIsMappedAndItsLeadsAreCorrected() {
    CalledBackLead lead = reportedUnderItsLabel();
    Page page = open("en", ColorScheme.LIGHT);
    String row = "tr:has(input[value='" + label + "'])";
    page.selectOption(row + " select[name=code]", "won");
    page.click(row + " button");
    assertThat(page.textContent(".notice")).contains("Done.");
    page.click("tr:has-text('" + label + "') a.button");
    page.onDialog(dialog -> dialog.accept());
    page.click("button.primary");
    page.waitForSelector("#live dd:has-text('done')");
    await().atMost(PATIENCE).until(() -> "won".equals(lead.statusCode()));
    assertThat(page.textContent("#live")).contains("1 of 1");
    assertThat(complaints).isEmpty();
  }

  @Test
  void thePagesAreAccessibleAndFitWideAndNarrow() {
    reportedUnderItsLabel();
    CalledBackLead unread = CalledBackLead.submit(onboarding, tokens);
    unread.callBack("{\"note\":\"nothing\"}");
    String mapped =
        credentials
            .asAdministrator()
            .contentType("application/json")
            .body(Map.of("label", label + " bis", "code", "won"))
            .put("/admin/v1/statuses/labels")
            .path("id");
    Map<String, Object> violations = new TreeMap<>();
    for (String language : List.of("en", "fr")) {
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = open(language, theme);
        String variant = language + "-" + theme.name().toLowerCase(Locale.ROOT);
        look(page, "", "feedback-full-" + variant, violations);
        look(page, "/labels/" + mapped + "/correction", "correction-" + variant, violations);
        page.context().close();
      }
    }
    assertThat(violations).isEmpty();
    assertThat(complaints).isEmpty();
  }

  private void look(Page page, String path, String name, Map<String, Object> violations) {
    page.navigate(gateway.resolve("/console/feedback" + path).toString());
    for (int width : new int[] {390, 1280}) {
      page.setViewportSize(width, 850);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png")));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as(name + " at " + width)
          .isEqualTo(width);
    }
    var found = new AxeBuilder(page).analyze().getViolations();
    if (!found.isEmpty()) {
      violations.put(
          name,
          found.stream()
              .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
              .toList());
    }
  }

  /** A lead whose status is this test's label, when the page lists it. */
  private CalledBackLead reportedUnderItsLabel() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"status\":\"" + label + "\"}");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                credentials
                    .asAdministrator()
                    .get("/admin/v1/statuses/unknown")
                    .asString()
                    .contains(label));
    return lead;
  }

  /** The page of feedback, signed in; what the browser complains of is kept. */
  private Page open(String language, ColorScheme theme) {
    Page page = browser.context(language, theme).newPage();
    page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    page.navigate(gateway.resolve("/console/feedback").toString());
    return page;
  }

  private static String letters(UUID id) {
    return id.toString()
        .chars()
        .filter(c -> c != '-')
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 16)))
        .collect(joining());
  }
}
