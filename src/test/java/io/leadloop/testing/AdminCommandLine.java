package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.command.LeadloopCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The command line, {@code leadloop …}. */
public final class AdminCommandLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;
  private final BiFunction<List<String>, Map<String, String>, Ended> program;

  private AdminCommandLine(
      Map<String, String> environment,
      BiFunction<List<String>, Map<String, String>, Ended> program) {
    this.environment = environment;
    this.program = program;
  }

  private static Map<String, String> environment(String url, String key) {
    return Map.of("LEADLOOP_URL", url, "LEADLOOP_ADMIN_KEY", key, "LEADLOOP_OUTPUT", "json");
  }

  /**
   * Each command is a process of the packaged application.
   *
   * @param url the gateway's
   * @param key an administrator's
   */
  public static AdminCommandLine packaged(String url, String key) {
    return new AdminCommandLine(environment(url, key), AdminCommandLine::process);
  }

  /** The same program in this process, which starts at once. */
  public static AdminCommandLine inThisProcess(String url, String key) {
    return new AdminCommandLine(environment(url, key), AdminCommandLine::call);
  }

  /** The same with a provider's key, for the commands of providers. */
  public AdminCommandLine withProviderKey(String key) {
    Map<String, String> with = new HashMap<>(environment);
    with.put("LEADLOOP_PROVIDER_KEY", key);
    return new AdminCommandLine(with, program);
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
    return program.apply(Stream.of(arguments).map(Object::toString).toList(), environment);
  }

  private static Ended call(List<String> arguments, Map<String, String> environment) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        LeadloopCommand.run(
            arguments.toArray(String[]::new),
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new Ended(status, out.toString(), err.toString());
  }

  private static Ended process(List<String> arguments, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(PackagedJar.command("admin"));
    builder.command().addAll(arguments);
    builder.environment().keySet().removeIf(name -> name.startsWith("LEADLOOP_"));
    builder.environment().putAll(environment);
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
