package io.leadloop.testing.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's Chromium, driven by its Node; tests are skipped where one of them is missing. It
 * starts once and ends with the JVM, and each test has contexts of its own.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Optional<Browser> started = Optional.empty();

  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path node, Path chromium) {
    this.chromium =
        Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(
                        Map.of(
                            "PLAYWRIGHT_NODEJS_PATH",
                            node.toString(),
                            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                            "1")))
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS));
  }

  /** Empty where it cannot be started; {@link #MISSING} names what to install. */
  public static Optional<Browser> start() {
    started = started.or(Browser::launch);
    return started;
  }

  private static Optional<Browser> launch() {
    return find("node")
        .flatMap(
            node ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .flatMap(name -> find(name).stream())
                    .findFirst()
                    .map(chromium -> new Browser(node, chromium)));
  }

  public static final String MISSING =
      "install chromium and nodejs (20 or later) to run browser tests";

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A browser that prefers this language and theme. */
  public BrowserContext context(String language, ColorScheme theme) {
    return chromium.newContext(options(language, theme));
  }

  /** The same, for somebody who does without the script. */
  BrowserContext withoutScript(String language, ColorScheme theme) {
    return chromium.newContext(options(language, theme).setJavaScriptEnabled(false));
  }

  private static NewContextOptions options(String language, ColorScheme theme) {
    return new NewContextOptions()
        .setLocale(language)
        .setColorScheme(theme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setViewportSize(1360, 850);
  }

  /** Closes the contexts; the browser stays for the next test. */
  @Override
  public void close() {
    List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
  }
}
