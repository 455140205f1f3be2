package io.leadloop.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Tokens;
import io.leadloop.testing.browser.PageReview;
import io.leadloop.testing.browser.Visitor;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in with the issuer, and the pages of access and audit, in a browser. */
@GatewayTest
class SignInBrowserTest {
  @RegisterExtension final Visitor visitor = new Visitor();

  @Inject ConsoleClient console;

  @ConfigProperty(name = Tokens.ISSUER)
  URI issuer;

  private Page page;

  @BeforeEach
  void open() {
    page = visitor.open();
  }

  @Test
  void theIssuerSignsInAndTheSessionIsListed() {
    prepare(Map.of("claims", Map.of("sub", "of-the-browser")));
    visitor.go(page, "/");
    page.click("#issuer");
    assertThat(page.url()).isEqualTo(visitor.at("/console"));
    visitor.go(page, "/console/access");
    assertThat(page.textContent("main")).contains("of-the-browser", "OIDC");
    page.onDialog(dialog -> dialog.accept());
    page.click("tr:has-text('of-the-browser') form button");
    assertThat(page.url()).endsWith("/console/sign-in");
  }

  @Test
  void aViewerSeesNoButtonsAndTheRoleThatIsMissingIsNamed() {
    prepare(Map.of("claims", Map.of("groups", List.of("leadloop-viewer"))));
    visitor.go(page, "/console/sign-in");
    page.click("#issuer");
    visitor.go(page, "/console/access");
    assertThat(page.locator("main form[method=post]").count()).isZero();
    assertThat(page.textContent("header.bar")).contains("read only");
    page.click("header.bar button:has-text('Sign out')");

    visitor.expect("403");
    prepare(Map.of("claims", Map.of("groups", List.of())));
    page.click("#issuer");
    assertThat(page.textContent("[role=alert]")).contains("leadloop-admin, leadloop-viewer");
  }

  @Test
  void aKeyIsCreatedAndCopied() {
    page = visitor.openConsole(console.session());
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visitor.go(page, "/console/access");
    page.fill("#name", "Vincent");
    page.selectOption("#role", "viewer");
    page.click("form[action$='access/keys'] button");
    String key = page.textContent("#fact-api-key");
    assertThat(key).startsWith("lla_");
    page.click("[data-copy]");
    page.waitForFunction("document.getElementById('news').textContent === 'Copied.'");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
  }

  @Test
  void theAuditIsFilteredByALink() {
    page = visitor.openConsole(console.session());
    page.setViewportSize(PageReview.NARROW, 800);
    visitor.go(page, "/console/audit");
    page.click("a[href*='action=session.open'] >> nth=0");
    assertThat(page.inputValue("#action")).isEqualTo("session.open");
    assertThat(page.locator("tbody tr").count()).isPositive();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
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
