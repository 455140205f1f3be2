package io.leadloop.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.PortalClient;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The portal in a browser: each page in each language and theme, and its forms. */
@GatewayTest
class PortalBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject LaneTester tester;
  @Inject Credentials credentials;

  private Scenario scenario;
  private String session;

  @BeforeEach
  void start() {
    scenario = tester.simulate(SimulatorSettings.defaults(), 100);
    session = PortalClient.sessionOf(scenario.pair().key());
  }

  @AfterEach
  void stop() {
    if (scenario != null) {
      scenario.close();
    }
  }

  @Test
  void eachPageIsAccessibleAndFitsInEachLanguageAndTheme() {
    Map<String, String> pages = pages();
    PageReview review = new PageReview();
    for (String language : PageReview.LANGUAGES) {
      Page page = visitor.openPortal(session, language);
      pages.forEach(
          (name, path) -> {
            visitor.go(page, path);
            review.look(page, "portal-" + name, language);
          });
      page.context().close();
      Page stranger = visitor.open(language, ColorScheme.LIGHT);
      visitor.go(stranger, "/portal/sign-in");
      review.look(stranger, "portal-sign-in", language);
      stranger.context().close();
      Page customer = visitor.openPortal(customersSession(), language);
      visitor.go(customer, "/portal/customer");
      review.look(customer, "portal-customer", language);
      customer.context().close();
    }
    review.assertNothingFound();
  }

  /** The address of each page, by its name. */
  private Map<String, String> pages() {
    String lead = scenario.submit("Martin", Map.of("reference", "\"LP-2026-000123\""));
    String endpoint =
        scenario
            .asProvider()
            .contentType(ContentType.JSON)
            .body(Map.of("url", "http://hooks.example.com:8080/leadloop"))
            .post("/v1/me/endpoints")
            .path("id");
    await().atMost(PATIENCE).until(() -> scenario.types(lead).size() > 1);
    Map<String, String> pages = new TreeMap<>();
    pages.put("home", "/portal");
    pages.put("leads", "/portal/leads");
    pages.put("leads-none", "/portal/leads?q=nothing-like-that");
    pages.put("lead", "/portal/leads/" + lead);
    pages.put("outcomes", "/portal/outcomes");
    pages.put("connections", "/portal/connections");
    pages.put("endpoint", "/portal/connections/" + endpoint);
    pages.put("reconcile", "/portal/reconcile");
    pages.put("keys", "/portal/keys");
    pages.put("docs", "/portal/docs");
    pages.put("problem", "/portal/nothing-here");
    return pages;
  }

  private String customersSession() {
    String url =
        credentials
            .asAdministrator()
            .post("/admin/v1/customers/" + scenario.customer().slug() + "/portal-links")
            .path("url");
    return PortalClient.sessionIn(PortalClient.signIn("token", url.replaceFirst(".*#", "")));
  }

  @Test
  void aKeyIsPastedToSignInAndAListComparedByHand() {
    scenario.submit("Martin", Map.of("reference", "\"LP-1\""));
    Page page = visitor.open();
    visitor.go(page, "/portal");
    page.fill("#provider-key", scenario.pair().key().reveal());
    page.click("#key button");
    page.click("nav a[href$='portal/reconcile']");
    page.setInputFiles(
        "#file", new FilePayload("list.csv", "text/csv", "reference\nLP-1\nLP-2\n".getBytes()));
    page.click("form[action$='portal/reconcile'] button.primary");
    assertThat(page.textContent("table")).contains("never received", "LP-2");
    PageReview review = new PageReview();
    review.look(page, "portal-reconciled-en");
    review.assertNothingFound();
  }
}
