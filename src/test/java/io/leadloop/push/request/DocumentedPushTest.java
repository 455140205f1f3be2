package io.leadloop.push.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.embedded.LoopbackPort;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The commands of the page on push, and those of the administrator's guide and the runbook. */
@GatewayTest
class DocumentedPushTest {
  private static final Path DOCUMENT = Path.of("src/docs/provider/push.md");
  private static final List<Path> GUIDES =
      List.of(Path.of("src/docs/administrator/guide.md"), Path.of("src/docs/operator/alerts.md"));
  private static final Pattern OF_ADMINISTRATORS =
      Pattern.compile("`leadloop (provider endpoint [^`]*)`");
  private static final String PORT = "9090";

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Credentials credentials;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  @Test
  void anEndpointBecomesActiveByTheCommands() throws Exception {
    String port = Integer.toString(LoopbackPort.free());
    List<String> commands =
        commands().stream().map(command -> command.replace(PORT, port)).toList();
    assertThat(commands).hasSize(3);
    Map<String, String> variables = new HashMap<>();
    variables.put("GATEWAY", gateway);
    variables.put("KEY", onboarding.providerWithCustomer().key().reveal());

    JsonNode added = run(commands.get(0), variables);
    assertThat(added.get("state").asText()).isEqualTo("pending");
    variables.put("SECRET", added.get("secret").asText());
    variables.put("ID", added.get("id").asText());

    Process receiver = start("exec env " + commands.get(1), variables);
    try {
      await().until(() -> listens(Integer.parseInt(port)));
      JsonNode verified = run(commands.get(2), variables);
      assertThat(verified.get("passed").asBoolean()).as(verified.toString()).isTrue();
      assertThat(verified.get("warnings")).isEmpty();
      assertThat(verified.get("state").asText()).isEqualTo("active");
    } finally {
      receiver.destroy();
    }
  }

  @Test
  void administratorsReachAnEndpointByTheCommandsOfTheirGuide() throws Exception {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    try (TestReceiver receiver = new TestReceiver()) {
      String path = new EndpointCaller(pair).activate(receiver, Map.of());
      String lead = CalledBackLead.submit(pair, "one", tokens).id();
      List<String> commands =
          OF_ADMINISTRATORS
              .matcher(Files.readString(GUIDES.get(0)) + Files.readString(GUIDES.get(1)))
              .results()
              .map(command -> command.group(1))
              .distinct()
              .sorted(Comparator.comparing(command -> command.contains(" remove ")))
              .toList();
      assertThat(commands).hasSizeGreaterThan(8).last().asString().contains(" remove ");
      for (String command : commands) {
        Object[] arguments =
            command
                .replace("SLUG", pair.provider().slug())
                .replace("ENDPOINT", path.substring(path.lastIndexOf('/') + 1))
                .replace(" ID", " " + lead)
                .split(" ");
        AdminCommandLine.Ended ended = admin.end(arguments);
        assertThat(ended.status()).as(command + ": " + ended.err()).isZero();
      }
    }
  }

  private static boolean listens(int port) {
    try (Socket connection = new Socket("127.0.0.1", port)) {
      return connection.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static JsonNode run(String script, Map<String, String> variables) throws Exception {
    Process process = start(script, variables);
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return new ObjectMapper().readTree(answer);
  }

  private static Process start(String script, Map<String, String> variables) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-ec", script);
    shell.environment().putAll(variables);
    return shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> commands() throws IOException {
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
