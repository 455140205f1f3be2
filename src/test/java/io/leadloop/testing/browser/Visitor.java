package io.leadloop.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.PortalClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Opens pages of the gateway in the browser, signed in by a session's cookie. A test fails on
 * whatever the browser writes to its log, refusals by the security policy included; it is skipped
 * where there is no browser.
 */
public final class Visitor implements BeforeEachCallback, AfterEachCallback {
  /** Pages of problems are reported as well. */
  private static final String NOT_FOUND = "404 (Not Found)";

  private final List<String> complaints = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private Browser browser;
  private URI gateway;

  @Override
  public void beforeEach(ExtensionContext test) {
    Optional<Browser> started = Browser.start();
    assumeTrue(started.isPresent(), Browser.MISSING);
    browser = started.orElseThrow();
    gateway = ConfigProvider.getConfig().getValue("leadloop.public-url", URI.class);
    complaints.clear();
    expected.clear();
    expected.add(NOT_FOUND);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (browser != null) {
      browser.close();
      assertThat(complaints).as("what the browser complains about").isEmpty();
    }
  }

  /** Something in the browser's log is no complaint in this test. */
  public void expect(String text) {
    expected.add(text);
  }

  /** An empty page of a browser that prefers this language and theme, signed in nowhere. */
  public Page open(String language, ColorScheme theme) {
    return page(browser.context(language, theme));
  }

  /** The same in English and light. */
  public Page open() {
    return open("en", ColorScheme.LIGHT);
  }

  /** An empty page of a browser that has a session in the console. */
  public Page openConsole(String session, String language, ColorScheme theme) {
    return open(language, theme, ConsoleClient.COOKIE, session);
  }

  /** The same in English and light. */
  public Page openConsole(String session) {
    return openConsole(session, "en", ColorScheme.LIGHT);
  }

  /** The same for somebody who does without the script. */
  public Page openConsoleWithoutScript(String session) {
    BrowserContext context = browser.withoutScript("en", ColorScheme.LIGHT);
    addSession(context, ConsoleClient.COOKIE, session);
    return page(context);
  }

  /** An empty page of a browser that has a session in the portal. */
  public Page openPortal(String session, String language) {
    return open(language, ColorScheme.LIGHT, PortalClient.COOKIE, session);
  }

  private Page open(String language, ColorScheme theme, String cookie, String session) {
    BrowserContext context = browser.context(language, theme);
    addSession(context, cookie, session);
    return page(context);
  }

  private void addSession(BrowserContext context, String cookie, String session) {
    context.addCookies(
        List.of(
            new Cookie(cookie, session)
                .setDomain(gateway.getHost())
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)));
  }

  private Page page(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(message -> complain(page, message.text()));
    page.onPageError(error -> complain(page, error));
    return page;
  }

  private void complain(Page page, String text) {
    if (expected.stream().noneMatch(text::contains)) {
      complaints.add(page.url() + ": " + text);
    }
  }

  /** Goes to a path of the gateway. */
  public void go(Page page, String path) {
    page.navigate(at(path));
  }

  /** The address of a path of the gateway. */
  public String at(String path) {
    return gateway.resolve(path).toString();
  }
}
