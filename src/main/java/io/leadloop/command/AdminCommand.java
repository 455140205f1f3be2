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
 * {@code admin} and all below it. Answers go to the standard output as JSON, what went wrong to the
 * standard error; the exit status is 0 when it worked, 1 when it did not, 2 when the command line
 * itself was wrong. Secrets are read from files or the environment, never from the command line,
 * which others on the machine can see.
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
      KeyCommands.class,
      KeysetCommands.class,
      ResealCommand.class,
      CertifyCommand.class,
      AuditCommand.class
    })
public final class AdminCommand {
  private static final String KEY = "LEADLOOP_ADMIN_KEY";
  private static final String URL = "LEADLOOP_URL";
  private static final String USUAL_URL = "http://localhost:8080";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The gateway's address; by default LEADLOOP_URL, or " + USUAL_URL + ".")
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
   * @param arguments what follows {@code admin}
   * @param environment the process'
   * @return the exit status
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return new CommandLine(new AdminCommand(environment))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, line, parsed) -> tell(e, line))
        .execute(arguments);
  }

  private static int tell(Exception e, CommandLine line) throws Exception {
    if (e instanceof AdminFailure || e instanceof UncheckedIOException) {
      line.getErr().println(e.getMessage());
      return line.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }

  AdminClient client() {
    String given = url == null ? environment.getOrDefault(URL, USUAL_URL) : url.toString();
    return new AdminClient(URI.create(given), key());
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** One answer, for people to read. */
  int print(JsonNode answer) {
    out().println(answer.toPrettyString());
    return 0;
  }

  /** One of many, on a line of its own. */
  void printLine(JsonNode item) {
    out().println(item);
    out().flush();
  }

  /**
   * A secret out of a file.
   *
   * @param file {@code -} is the standard input
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
      throw new AdminFailure("Give an administrator's key by " + KEY + " or --key-file.");
    }
    return key;
  }
}
