package io.leadloop;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.http.HttpEntity;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.entity.mime.MultipartEntityBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented clients submit a lead and read its event, the one in Java by generated code. */
@GatewayTest
class ClientExampleTest {
  private static final Path EXAMPLES = Path.of("src/docs/clients").toAbsolutePath();

  /** OpenAPI Generator's plugin writes it before the tests are compiled. */
  private static final Path GENERATED = Path.of("target/client/src/main/java");

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIBRARIES =
      Stream.of(
              JsonFactory.class,
              JsonProperty.class,
              ObjectMapper.class,
              JavaTimeModule.class,
              Nullable.class,
              HttpEntity.class,
              UrlEncodedFormEntity.class,
              MultipartEntityBuilder.class)
          .map(ClientExampleTest::jarOf)
          .collect(Collectors.joining(File.pathSeparator));

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  @TempDir Path directory;

  /** Node.js runs TypeScript since 22.18. */
  static Stream<Arguments> interpreters() {
    return Stream.of(
        Arguments.of("python3", "3.9", "submit_lead.py"),
        Arguments.of("node", "22.18", "submit-lead.ts"),
        Arguments.of("php", "8.0", "submit-lead.php"));
  }

  @ParameterizedTest
  @MethodSource("interpreters")
  void exampleSubmitsALeadAndReadsItsEvent(String program, String since, String example)
      throws Exception {
    assumeTrue(isInstalled(program, since), program + " is not installed, or too old");
    assertSubmits(List.of(program, EXAMPLES.resolve(example).toString()));
  }

  @Test
  void generatedClientCompilesAndSubmitsALead() throws Exception {
    compile();
    assertSubmits(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            directory + File.pathSeparator + LIBRARIES,
            "SubmitLead"));
  }

  private void compile() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none"));
    arguments.addAll(List.of("-d", directory.toString(), "-cp", LIBRARIES));
    arguments.add(EXAMPLES.resolve("SubmitLead.java").toString());
    try (Stream<Path> files = Files.walk(GENERATED)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  private void assertSubmits(List<String> command) throws Exception {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.command().addAll(List.of(pair.customer().slug(), "r-1"));
    builder.environment().put("LEADLOOP_URL", gateway.toString());
    builder.environment().put("LEADLOOP_KEY", pair.key().reveal());
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> !process.isAlive() || !Files.readAllLines(output).isEmpty());
      List<String> submitted = Files.readAllLines(output);
      assertThat(submitted).as("%s", submitted).hasSize(1);
      assertThat(submitted.get(0)).endsWith(" queued");
      report(submitted.get(0).split(" ")[0]);
      await().atMost(PATIENCE).until(() -> !process.isAlive());
      assertThat(Files.readAllLines(output))
          .containsExactly(submitted.get(0), "io.leadloop.lead.forwarded.v1 forwarded");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroy();
    }
  }

  /** A callback proves that Oplead has the lead. */
  private void report(String lead) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("status", "En cours"))
        .post(tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath())
        .then()
        .statusCode(200);
  }

  private static boolean isInstalled(String program, String since) throws Exception {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      Matcher version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), UTF_8));
      return process.waitFor() == 0 && version.find() && number(version.group()) >= number(since);
    } catch (IOException none) {
      return false;
    }
  }

  private static int number(String version) {
    String[] parts = version.split("\\.");
    return 1000 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]);
  }

  private static String jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
