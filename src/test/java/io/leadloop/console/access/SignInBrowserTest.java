package io.leadloop.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.console.Browser;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Tokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with the issuer, and the pages of access and audit, in a browser. */
@GatewayTest
class SignInBrowserTest {
  @Inject ConsoleClient console;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @ConfigProperty(name = Tokens.ISSUER)
  URI issuer;

  private final List<String> complaints = new ArrayList<>();
  private Browser browser;
  private Page page;

  @BeforeEach
  void start() {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
    BrowserContext context = browser.context("en", ColorScheme.LIGHT);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theIssuerSignsInAndTheSessionIsListed() {
    prepare(Map.of("claims", Map.of("sub", "of-the-browser")));
    page.navigate(gateway.resolve("/").toString());
    page.click("#issuer");
    assertThat(page.url()).isEqualTo(gateway + "/console");
    page.navigate(gateway.resolve("/console/access").toString());
    assertThat(page.textContent("main")).contains("of-the-browser", "OIDC");
    page.onDialog(dialog -> dialog.accept());
    page.click("tr:has-text('of-the-browser') form button");
    assertThat(page.url()).endsWith("/console/sign-in");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aViewerSeesNoButtonsAndTheRoleThatIsMissingIsNamed() {
    prepare(Map.of("claims", Map.of("groups", List.of("leadloop-viewer"))));
    page.navigate(gateway.resolve("/console/sign-in").toString());
    page.click("#issuer");
    page.navigate(gateway.resolve("/console/access").toString());
    assertThat(page.locator("main form[method=post]").count()).isZero();
    assertThat(page.textContent("header.bar")).contains("read only");
    page.click("header.bar button:has-text('Sign out')");

    prepare(Map.of("claims", Map.of("groups", List.of())));
    page.click("#issuer");
    assertThat(page.textContent("[role=alert]")).contains("leadloop-admin, leadloop-viewer");
    complaints.removeIf(complaint -> complaint.contains("403"));
    assertThat(complaints).isEmpty();
  }

  @Test
  void aKeyIsCreatedAndCopied() {
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.navigate(gateway.resolve("/console/access").toString());
    page.fill("#name", "Vincent");
    page.selectOption("#role", "viewer");
    page.click("form[action$='access/keys'] button");
    String key = page.textContent("#new-key");
    assertThat(key).startsWith("lla_");
    page.click("[data-copy]");
    page.waitForFunction("document.getElementById('news').textContent === 'Copied.'");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
    assertThat(complaints).isEmpty();
  }

  @Test
  void theAuditIsFilteredByALink() {
    page.setViewportSize(390, 800);
    page.navigate(gateway.resolve("/").toString());
    page.fill("#administrator-key", console.key("Marie").reveal());
    page.click("#key button");
    page.navigate(gateway.resolve("/console/audit").toString());
    page.click("a[href*='action=session.open'] >> nth=0");
    assertThat(page.inputValue("#action")).isEqualTo("session.open");
    assertThat(page.locator("tbody tr").count()).isPositive();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    assertThat(complaints).isEmpty();
  }

  private void prepare(Map<String, Object> answer) {
    RestAssured.given()
        .contentType(ContentType.JSON)
        .body(answer)
        .post(issuer + "/prepare")
        .then()
        .statusCode(200);
  }
}
