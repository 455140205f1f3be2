package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.SeededServers;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.PackagedGateway;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shell blocks of the documents, typed by their reader with the demo running. */
class DocumentedCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> FAST =
      Map.of("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT0.05S");
  private static final String BASE64_OF_32_BYTES = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String PRINTED = "%s\\s+(http://\\S+)";

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private static PackagedGateway demo;

  @TempDir Path directory;

  @BeforeAll
  static void start(@TempDir Path data) {
    SeededServers.seed(data.resolve(".leadloop"));
    demo = PackagedGateway.startDemo(data, FAST);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  static List<DocumentedPage> pages() {
    return DocumentedPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockWorks(DocumentedPage page) throws Exception {
    AdminCommandLine leadloop =
        AdminCommandLine.inThisProcess(demo.url(), demo.administratorKey())
            .withProviderKey(demo.key());
    Vertx vertx = Vertx.vertx();
    boolean isFirst = page.page().contains("first-customer");
    String token = isFirst ? printed("a free token\\s+(\\S+)") : UUID.randomUUID().toString();
    Path target = Files.createSymbolicLink(directory.resolve("target"), TARGET);
    try (SimulatedOplead customers = new SimulatedOplead(vertx, SimulatorSettings.defaults());
        Shell shell = new Shell(directory, variables(), leadloop)) {
      customers.startAndAwait().accept(token);
      putFiles(page, token);
      if (page.page().contains("/administrator/") && !isFirst) {
        shell.set("OPLEAD", customers.baseUrl());
      }
      page.blocks().forEach((number, code) -> run(shell, page, number, code));
    } finally {
      Files.delete(target);
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void run(Shell shell, DocumentedPage page, int number, String code) {
    Pattern expected = Pattern.compile(page.expected().getOrDefault(number, ""));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Shell.Ended ended = shell.run(filledIn(code));
              assertThat(ended.status()).as(code + ended.output()).isEqualTo(page.status());
              assertThat(ended.output()).as(code).containsPattern(expected);
            });
  }

  /** With secrets where the page has an ellipsis. */
  private static String filledIn(String code) {
    return code.replace("llp_…", "$KEY")
        .replace("whsec_…", "whsec_" + BASE64_OF_32_BYTES)
        .replace("whpk_…", "whpk_" + BASE64_OF_32_BYTES);
  }

  /** What the reader read from the demo's output. */
  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("GATEWAY", demo.url());
    variables.put("KEY", demo.key());
    variables.put("LEADLOOP_URL", demo.url());
    variables.put("OPLEAD", printed(PRINTED.formatted("simulated Oplead")));
    variables.put("FAULTS", printed(PRINTED.formatted("its faults")));
    variables.put("TOKEN", printed("its token\\s+(\\S+)"));
    variables.put("RECEIVER", demo.receiver().replaceFirst("[^/]+$", "demo"));
    return variables;
  }

  private static String printed(String pattern) {
    var found = Pattern.compile(pattern).matcher(demo.output());
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  /** The files that the page's reader has, as the page shows them. */
  private void putFiles(DocumentedPage page, String token) throws IOException {
    Files.writeString(directory.resolve("token.txt"), token + "\n");
    Files.writeString(directory.resolve("quote.pdf"), "%PDF-1.7\n");
    Files.writeString(directory.resolve("november.csv"), "reference\nLP-never-sent\n");
    for (Document.Block block : page.document().blocks()) {
      if (block.language().equals("csv")) {
        // A byte order mark, as spreadsheets write it.
        Files.writeString(directory.resolve("leads.csv"), "\uFEFF" + block.code());
      }
    }
    Files.copy(
        Path.of("deploy/observability/leadloop-rules.yaml"),
        directory.resolve("leadloop-rules.yaml"));
  }
}
