package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.leadloop.embedded.SeededServers;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.browser.Browser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the documents into {@code target/pictures}, in both themes; the light ones
 * are copied to {@code src/docs} when a page has changed.
 */
@Tag("long")
class PicturesIT {
  private static final Path PICTURES = Path.of("target/pictures");
  private static final Pattern GENERATED = Pattern.compile("[cp]-[0-9a-f]{8}-");

  @Test
  void consoleAndPortalShowABelievableInstallation(@TempDir Path data) {
    Optional<Browser> browser = Browser.start();
    assumeTrue(browser.isPresent(), Browser.MISSING);
    SeededServers.seed(data.resolve(".leadloop"));
    try (PackagedGateway demo = PackagedGateway.startDemo(data, PictureScene.SETTINGS);
        PictureScene scene = PictureScene.build(demo);
        Browser pictured = browser.orElseThrow()) {
      Page page = pictured.context("en", ColorScheme.LIGHT).newPage();
      scene.signInLinks().forEach(link -> signIn(page, link));
      scene.pages().forEach((name, path) -> take(page, demo.url() + path, name));
    }
  }

  /** Chromium never closes a page that is on its way to another one. */
  private static void signIn(Page page, String link) {
    page.navigate(link);
    page.click("#link button");
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  private static void take(Page page, String url, String name) {
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.navigate(url);
    assertThat(page.url()).isEqualTo(url);
    assertThat(page.textContent("main")).isNotBlank().doesNotContainPattern(GENERATED);
    take(page, name);
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(page, name + "-dark");
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }
}
