package io.leadloop.console.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A customer and a provider are onboarded by pages alone, and a lead passes between them. */
@GatewayTest
class OnboardingBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOSTILE = "Cuisines <script>alert(1)</script> & \"Co\"";

  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;

  private final String customer = "c-" + UUID.randomUUID();
  private final String provider = "p-" + UUID.randomUUID();
  private Scenario oplead;

  @BeforeEach
  void start() {
    oplead = lanes.simulate(SimulatorSettings.defaults(), 100);
  }

  @AfterEach
  void stop() {
    if (oplead != null) {
      oplead.close();
    }
  }

  @Test
  void aLeadPassesBetweenACustomerAndAProviderThatPagesCreated() {
    Page page = visitor.openConsole(console.session());
    createCustomer(page, UUID.randomUUID().toString());
    assertThat(page.textContent(".notice")).contains("Oplead accepts the token.");
    assertThat(page.textContent("h1")).isEqualTo(HOSTILE);
    String key = createProvider(page);
    PageReview review = new PageReview();
    review.look(page, "provider-created-en");
    String lead = submit(key);
    await().atMost(PATIENCE).until(() -> state(key, lead).equals("forwarded"));
    visitor.go(page, "/console/customers/" + customer);
    page.waitForSelector("#lane .strip");
    assertThat(page.textContent("body")).contains("Atelier Nord");
    review.look(page, "customer-hostile-en");
    review.assertNothingFound();
  }

  @Test
  void aSecretIsCopiedByItsButtonAndNowhereAfterItsPage() {
    Page page = visitor.openConsole(console.session());
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    createCustomer(page, UUID.randomUUID().toString());
    String key = createProvider(page);
    page.click("button[data-copy='fact-api-key']");
    page.waitForSelector(
        "#news:has-text('Copied.')",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
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
  void whatIsRefusedIsShownAtItsInputWithoutAScript() {
    visitor.expect("422");
    Page page = visitor.openConsoleWithoutScript(console.session());
    visitor.go(page, "/console/customers/_new");
    page.fill("#field-slug", "Not A Slug");
    page.fill("#field-name", HOSTILE);
    page.fill("#field-token", "a-token");
    page.click("main button");
    assertThat(page.textContent("[role=alert]")).contains("Nothing was saved");
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
    visitor.expect("422");
    Page page = visitor.openConsoleWithoutScript(console.session());
    createCustomer(page, UUID.randomUUID().toString());
    createProvider(page);
    visitor.go(page, "/console/providers/" + provider);
    page.click("a.danger[href$='/change/disable']");
    page.fill("#field-confirmation", "another");
    page.click("main button");
    assertThat(page.textContent("#field-confirmation-error")).isEqualTo("is not " + provider);
    page.fill("#field-confirmation", provider);
    page.click("main button");
    assertThat(page.textContent(".head .state")).contains("disabled");
  }

  @Test
  void bothAreArchivedWithoutAScriptAfterTheirSlugsWereTyped() {
    Page page = visitor.openConsoleWithoutScript(console.session());
    createCustomer(page, UUID.randomUUID().toString());
    createProvider(page);
    for (String path :
        new String[] {"/console/customers/" + customer, "/console/providers/" + provider}) {
      visitor.go(page, path);
      page.click("a.danger[href$='/change/archive']");
      page.fill("#field-confirmation", path.substring(path.lastIndexOf('/') + 1));
      page.click("main button");
      assertThat(page.textContent(".head .state")).contains("archived");
      assertThat(page.querySelector("a[href$='/change/archive']")).isNull();
      page.click(".crumb a");
      page.click("main a[href$='s?archived=true']");
      assertThat(page.querySelector("main a[href$='s?archived=true']")).isNull();
    }
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
    visitor.go(page, "/console/customers");
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
    visitor.go(page, "/console/providers");
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
}
