package io.leadloop.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as its launcher starts it, from the packaged application. */
class CommandLauncherIT {
  @TempDir Path directory;

  @Test
  void launcherRunsCommandsThatNeedNoGateway() throws Exception {
    assertThat(leadloop()).startsWith("0 Usage: leadloop [-hV]");
    assertThat(leadloop("--version")).matches("(?s)0 leadloop \\d+\\.\\d+.*Java .*");
    Path keyset = directory.resolve("keyset.json");
    assertThat(leadloop("keyset", "create", keyset.toString())).startsWith("0 created");
    assertThat(leadloop("keyset", "create", keyset.toString())).startsWith("1 ");
    assertThat(leadloop("key", "generate")).startsWith("0 lla_");
    assertThat(leadloop("nonsense")).startsWith("2 ");
  }

  /** The exit status, and what is printed. */
  private String leadloop(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("deploy", "leadloop").toAbsolutePath().toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + " " + output;
  }
}
