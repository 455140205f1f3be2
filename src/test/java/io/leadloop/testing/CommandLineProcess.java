package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The operator's command line, {@code java -jar quarkus-run.jar admin …}, as processes. */
public final class CommandLineProcess {
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

  /** The output of a command that must succeed. */
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
    ProcessBuilder builder = new ProcessBuilder(PackagedJar.command("admin"));
    Stream.of(arguments).map(Object::toString).forEach(builder.command()::add);
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
