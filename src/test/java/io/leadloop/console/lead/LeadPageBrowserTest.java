package io.leadloop.console.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of one lead in a browser. */
@GatewayTest
class LeadPageBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  @Inject ConsoleClient console;
  @Inject LaneTester tester;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final List<String> complaints = new ArrayList<>();
  private Browser browser;
  private Scenario lane;
  private String reference;
  private String lead;

  @BeforeEach
  void rejectALead() {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
    lane = tester.simulate(SimulatorSettings.builder().statuses("En cours").build(), 100);
    lane.fault(
        FaultRule.once(
            FaultTarget.CREATE,
            new FaultAction.AnswerWith(
                422, Optional.empty(), Optional.of("{\"error\":\"<script>alert(1)</script>\"}"))));
    reference = "<b>LP & " + UUID.randomUUID().toString().substring(0, 8);
    lead = lane.submit("Martin", Map.of("reference", '"' + reference + '"'));
    lane.awaitState(lead, "rejected");
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
      lane.close();
    }
  }

  @Test
  void itIsAccessibleInEachLanguageAndThemeAndFitsANarrowScreen() {
    for (String language : List.of("en", "fr")) {
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = open(language, theme);
        page.click("summary");
        for (int width : new int[] {1280, 390}) {
          page.setViewportSize(width, 850);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(SCREENSHOTS.resolve(name(language, theme, width))));
          assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
          assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
              .as("it fits " + width)
              .isEqualTo(true);
        }
        page.context().close();
      }
    }
    assertThat(complaints).isEmpty();
  }

  private static String name(String language, ColorScheme theme, int width) {
    return "lead-rejected-%s-%s-%d.png"
        .formatted(language, theme.name().toLowerCase(Locale.ROOT), width);
  }

  @Test
  void itIsSentAgainThenErasedByTypingItsReference() {
    Page page = open("en", ColorScheme.LIGHT);
    assertThat(page.textContent("h1")).isEqualTo(reference);
    assertThat(page.textContent("[aria-labelledby=now]")).contains("refused the lead");
    page.onDialog(dialog -> dialog.accept());
    page.click("form[action$='/retry'] button");
    assertThat(page.textContent(".notice")).contains("It is sent again.");
    lane.awaitState(lead, "forwarded");
    page.reload();
    page.click("form[action$='/poll'] button");
    assertThat(page.textContent(".notice")).contains("Oplead answered.");

    page.focus("summary");
    page.keyboard().press("Enter");
    page.fill("#confirmation", "something else");
    page.keyboard().press("Enter");
    assertThat(page.textContent(".notice.bad")).contains("Nothing was erased");
    page.click("summary");
    page.fill("#confirmation", reference);
    page.click("button.danger");
    assertThat(page.textContent(".notice")).contains("Its personal data is erased.");
    assertThat(page.querySelector("#confirmation")).isNull();
    assertThat(complaints).isEmpty();
  }

  /** The lead's page, signed in, with what the browser complains about kept. */
  private Page open(String language, ColorScheme theme) {
    Page page = browser.context(language, theme).newPage();
    page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    page.navigate(gateway.resolve("/console/leads/" + lead).toString());
    return page;
  }
}
