package io.leadloop.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The overview in a browser, wide and narrow. */
@GatewayTest
class OverviewBrowserTest {
  @Inject ConsoleClient console;
  @Inject LaneTester tester;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final List<String> complaints = new ArrayList<>();
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
  void itFitsAPhoneAndAScreenAndIsAccessible() {
    try (Scenario scenario = tester.simulate(SimulatorSettings.defaults(), 100)) {
      scenario.awaitState(scenario.submit("Dupont"), "forwarded");
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = open(theme);
        for (int width : new int[] {1280, 390}) {
          page.setViewportSize(width, 800);
          page.navigate(gateway.resolve("/console").toString());
          assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
              .as("no scrolling sideways at " + width)
              .isEqualTo(true);
          assertThat(page.locator("svg.hours rect.done").count()).isEqualTo(24);
          assertThat(page.locator("caption:has-text('hour') + thead + tbody tr").count())
              .isEqualTo(24);
          assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        }
      }
    }
    assertThat(complaints).isEmpty();
  }

  private Page open(ColorScheme theme) {
    Page page = browser.context("en", theme).newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    return page;
  }
}
