package io.leadloop.console.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.leadloop.console.Browser;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer and a provider are onboarded by pages alone, and a lead passes between them. */
@GatewayTest
class OnboardingBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOSTILE = "Cuisines <script>alert(1)</script> & \"Co\"";

  /** What does not fit and is not in a region that scrolls. */
  private static final String TOO_WIDE =
      "[...document.querySelectorAll('body *')]"
          + ".filter(e => e.getBoundingClientRect().right > 390 && !e.closest('.scroll, .hidden'))"
          + ".map(e => e.outerHTML.slice(0, 80))";

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private final List<String> complaints = new ArrayList<>();
  private Browser browser;
  private Scenario oplead;

  @BeforeEach
  void start() {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
    oplead = lanes.simulate(SimulatorSettings.defaults(), 100);
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (oplead != null) {
      oplead.close();
    }
  }

  @Test
  void aLeadPassesBetweenACustomerAndAProviderThatPagesCreated() {
    Page page = signedIn(true);
    createCustomer(page, UUID.randomUUID().toString());
    assertThat(page.textContent(".notice")).contains("Oplead accepts the token.");
    assertThat(page.textContent("h1")).isEqualTo(HOSTILE);
    String key = createProvider(page);
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(key, lead).equals("forwarded"));
    page.navigate(at("/console/customers/" + customer));
    page.waitForSelector("#lane .strip");
    assertThat(page.textContent("body")).contains("Atelier Nord");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aSecretIsNowhereAfterItsPage() {
    Page page = signedIn(true);
    createCustomer(page, UUID.randomUUID().toString());
    String key = createProvider(page);
    String password = page.textContent("#fact-kafka-password");
    assertThat(password).hasSizeGreaterThan(20);
    page.click("main a.primary");
    assertThat(page.url()).endsWith("/console/providers/" + provider);
    assertThat(page.content()).doesNotContain(key, password);
    page.reload();
    assertThat(page.content()).doesNotContain(key, password);
    assertThat(contentBefore(page)).doesNotContain(key, password);
  }

  @Test
  void aSecretIsCopiedByItsButton() {
    Page page = signedIn(true);
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    createCustomer(page, UUID.randomUUID().toString());
    String key = createProvider(page);
    page.click("button[data-copy='fact-api-key']");
    page.waitForSelector(
        "#news:has-text('Copied.')",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsRefusedIsShownAtItsInputWithoutAScript() {
    Page page = signedIn(false);
    page.navigate(at("/console/customers/_new"));
    page.fill("#field-slug", "Not A Slug");
    page.fill("#field-name", HOSTILE);
    page.fill("#field-token", "a-token");
    page.click("main button");
    assertThat(page.textContent("[role=alert]")).contains("The body cannot be taken as it is");
    assertThat(page.getAttribute("#field-slug", "aria-invalid")).isEqualTo("true");
    assertThat(page.getAttribute("#field-slug", "aria-describedby")).contains("field-slug-error");
    assertThat(page.inputValue("#field-slug")).isEqualTo("Not A Slug");
    assertThat(page.inputValue("#field-name")).isEqualTo(HOSTILE);
    assertThat(page.inputValue("#field-token")).isEmpty();
    assertThat(page.isVisible("#field-form-name")).isFalse();
    page.check("#field-wire-form");
    assertThat(page.isVisible("#field-form-name")).isTrue();
    assertThat(page.isVisible("#field-oplead-base-url")).isFalse();
  }

  @Test
  void aProviderIsDisabledWithoutAScriptAfterItsSlugWasTyped() {
    Page page = signedIn(false);
    createCustomer(page, UUID.randomUUID().toString());
    createProvider(page);
    page.navigate(at("/console/providers/" + provider));
    page.click("a.danger[href$='/change/disable']");
    page.fill("#field-confirmation", "another");
    page.click("main button");
    assertThat(page.textContent("#field-confirmation-error")).isEqualTo("is not " + provider);
    page.fill("#field-confirmation", provider);
    page.click("main button");
    assertThat(page.textContent(".head .state")).contains("disabled");
  }

  @Test
  void pagesFitANarrowScreen() {
    Page page = signedIn(true);
    page.setViewportSize(390, 800);
    createCustomer(page, UUID.randomUUID().toString());
    createProvider(page);
    for (String path :
        List.of(
            "/console/customers/_new",
            "/console/customers/" + customer,
            "/console/customers/" + customer + "/change/token",
            "/console/providers/_new",
            "/console/providers/" + provider + "/forms/_new",
            "/console/providers/" + provider)) {
      page.navigate(at(path));
      assertThat(page.evaluate(TOO_WIDE)).as(path).isEqualTo(List.of());
    }
    assertThat(complaints).isEmpty();
  }

  /** One page back; empty if the browser would have to post the form again. */
  private static String contentBefore(Page page) {
    try {
      page.goBack();
      return page.content();
    } catch (PlaywrightException notKept) {
      assertThat(notKept).hasMessageContaining("ERR_CACHE_MISS");
      return "";
    }
  }

  private void createCustomer(Page page, String token) {
    oplead.oplead().accept(token);
    page.navigate(at("/console/customers"));
    page.click("main a[href$='customers/_new']");
    page.fill("#field-slug", customer);
    page.fill("#field-name", HOSTILE);
    page.fill("#field-token", token);
    page.fill("#field-oplead-base-url", oplead.oplead().baseUrl().toString());
    page.click("main button");
    assertThat(page.url()).endsWith("/console/customers/" + customer + "?done=verified");
    assertThat(page.content()).doesNotContain(token);
  }

  /** Its key. */
  private String createProvider(Page page) {
    page.navigate(at("/console/providers"));
    page.click("main a[href$='providers/_new']");
    page.fill("#field-slug", provider);
    page.fill("#field-name", "Atelier Nord");
    if (page.isVisible("textarea")) {
      page.fill("textarea", customer);
    } else {
      page.check("#field-customers-" + customer);
    }
    page.click("main button");
    return page.textContent("#fact-api-key");
  }

  private String submit(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"Martin\",\"phone\":\"0601020304\"}}"
                .formatted(customer))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static String state(String key, String lead) {
    Response shown = given().header("Authorization", "Bearer " + key).get("/v1/leads/" + lead);
    return shown.path("state");
  }

  private Page signedIn(boolean hasScript) {
    BrowserContext context =
        hasScript
            ? browser.context("en", ColorScheme.LIGHT)
            : browser.withoutScript("en", ColorScheme.LIGHT);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.navigate(at("/"));
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.waitForURL("**/console");
    return page;
  }

  private String at(String path) {
    return gateway.resolve(path).toString();
  }
}
