package io.leadloop.intake.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of src/docs/bulk.md. */
@GatewayTest
class DocumentedBulkTest {
  private static final Path DOCUMENT = Path.of("src/docs/bulk.md");

  @Inject Onboarding onboarding;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  @TempDir Path directory;

  @Test
  void theFileArrivesByTheCommands() throws Exception {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Files.writeString(directory.resolve("leads.csv"), "\uFEFF" + blocks("csv").get(0));
    List<String> commands = blocks("sh");
    assertThat(commands).hasSize(2);
    String script = String.join("", commands).replace("cuisines-durand", pair.customer().slug());

    String answers = run(script, pair.key().reveal());

    assertThat(answers.lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("\"reference\":\"LP-2026-000124\""))
        .last()
        .asString()
        .contains("\"accepted\":2", "\"refused\":0");
  }

  private String run(String script, String key) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-ec", script).directory(directory.toFile());
    shell.environment().put("GATEWAY", gateway);
    shell.environment().put("KEY", key);
    Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answers = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return answers;
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
