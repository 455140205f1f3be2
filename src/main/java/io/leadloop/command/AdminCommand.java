package io.leadloop.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code admin} and its subcommands. Results are printed as JSON to standard output, errors to
 * standard error. The exit status is 0 on success, 1 on failure, 2 for a wrong command line.
 * Secrets are read from files or the environment, never from the command line, which is visible to
 * other users.
 */
@Command(
    name = "admin",
    description = "Administers a running gateway.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The key is read from the environment variable LEADLOOP_ADMIN_KEY, or from --key-file."
    },
    subcommands = {
      CustomerCommands.class,
      ProviderCommands.class,
      LeadCommands.class,
      BulkCommands.class,
      StatusCommands.class,
      FeedbackCommands.class,
      KeyCommands.class,
      SessionCommands.class,
      KeysetCommands.class,
      ResealCommand.class,
      CertifyCommand.class,
      AuditCommand.class,
      StatisticsCommand.class
    })
public final class AdminCommand {
  private static final String KEY = "LEADLOOP_ADMIN_KEY";
  private static final String URL = "LEADLOOP_URL";
  private static final String DEFAULT_URL = "http://localhost:8080";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The gateway's address; by default LEADLOOP_URL, or " + DEFAULT_URL + ".")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "A file with an administrator's key, or an OIDC token.")
  private Path keyFile;

  private AdminCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs one command.
   *
   * @param arguments the arguments after {@code admin}
   * @param environment the process environment
   * @return the exit status
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return new CommandLine(new AdminCommand(environment))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, parsed) -> report(e, line))
        .execute(arguments);
  }

  static int report(Exception e, CommandLine line) throws Exception {
    if (e instanceof AdminFailure || e instanceof UncheckedIOException) {
      line.getErr().println(e.getMessage());
      return line.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }

  AdminClient client() {
    String given = url == null ? environment.getOrDefault(URL, DEFAULT_URL) : url.toString();
    return new AdminClient(URI.create(given), key());
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints a result, indented. */
  int print(JsonNode answer) {
    out().println(answer.toPrettyString());
    return 0;
  }

  /** Prints one item per line. */
  void printLine(JsonNode item) {
    out().println(item);
    out().flush();
  }

  /** Prints a line of text. */
  void printText(String line) {
    out().println(line);
    out().flush();
  }

  /**
   * Reads a secret from a file.
   *
   * @param file {@code -} for standard input
   */
  static String secret(Path file) {
    try {
      byte[] content =
          file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
      return new String(content, UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e, e);
    }
  }

  private String key() {
    String key = keyFile == null ? environment.get(KEY) : secret(keyFile);
    if (key == null || key.isBlank()) {
      throw new AdminFailure("Set an administrator's key with " + KEY + " or --key-file.");
    }
    return key;
  }
}
