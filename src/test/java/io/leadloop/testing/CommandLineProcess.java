package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operator's command line, {@code java -jar quarkus-run.jar admin …}, as processes. */
public final class CommandLineProcess {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final String key;

  /**
   * @param url the gateway's
   * @param key an administrator's
   */
  public CommandLineProcess(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** What a command that has to work prints. */
  public JsonNode run(Object... arguments) {
    Ended ended = end(arguments);
    assertThat(ended.status()).as(ended.err()).isZero();
    try {
      return JSON.readTree(ended.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(ended.out(), e);
    }
  }

  /** Runs a command to its end. */
  public Ended end(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString(), "admin"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LEADLOOP_"));
    builder.environment().put("LEADLOOP_URL", url);
    builder.environment().put("LEADLOOP_ADMIN_KEY", key);
    try {
      // Neither output is long enough to fill a pipe while the other is read.
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A command that has ended. */
  public record Ended(int status, String out, String err) {}
}
