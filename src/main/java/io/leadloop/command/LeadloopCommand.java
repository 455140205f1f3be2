package io.leadloop.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.command.call.AdminClient;
import io.leadloop.command.call.CommandFailure;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.call.GatewayClient;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Moment;
import io.leadloop.command.result.OutputFormat;
import io.leadloop.command.result.ResultPrinter;
import io.leadloop.command.result.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code leadloop} and its subcommands. Results go to standard output, errors to standard error,
 * and the exit status is one of {@link ExitStatus}. Secrets are read from files or the environment,
 * never from the command line, which is visible to other users.
 */
@Command(
    name = "leadloop",
    description = "Administers a running gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = ReleaseVersion.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The key is read from the environment variable LEADLOOP_ADMIN_KEY, or from --key-file.",
      "Exit status: 0 done, 1 failed, 2 wrong command line, 3 done with a negative result,",
      "4 no answer now."
    })
public final class LeadloopCommand {
  private static final Map<String, Class<?>> COMMANDS = commands();
  private static final String KEY = "LEADLOOP_ADMIN_KEY";
  private static final String URL = "LEADLOOP_URL";
  private static final String OUTPUT = "LEADLOOP_OUTPUT";
  private static final String DEFAULT_URL = "http://localhost:8080";

  /** The one command that prints CSV. */
  private static final String CSV_LIST = "leadloop lead list";

  /** Before the command, as {@code java -jar quarkus-run.jar admin customer list}; optional. */
  private static final String ADMIN = "admin";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The gateway's address; by default LEADLOOP_URL, or " + DEFAULT_URL + ".")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "A file with the key, or an OIDC token.")
  private Path keyFile;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description =
          "table, json, or csv for the list of leads; by default LEADLOOP_OUTPUT, or table.")
  private OutputFormat output;

  private LeadloopCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The command line as a program of its own, which starts sooner than the gateway's. */
  public static void main(String... arguments) {
    System.exit(
        run(
            arguments,
            System.getenv(),
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8)));
  }

  /**
   * Runs one command.
   *
   * @param arguments the command; {@code admin} may precede it
   * @param environment the process environment
   * @return the exit status
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    boolean isAdmin = arguments.length > 0 && arguments[0].equals(ADMIN);
    String[] command = isAdmin ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    int status = line(command, environment).setOut(out).setErr(err).execute(command);
    if (!out.checkError()) {
      return status;
    }
    err.println("The output could not be written in full.");
    return status == ExitStatus.OK.code() ? ExitStatus.FAILED.code() : status;
  }

  /**
   * Reading the annotations of every command takes half of a start, so they are those of the
   * command that comes first, and of all only if none does.
   */
  static CommandLine line(String[] arguments, Map<String, String> environment) {
    LeadloopCommand leadloop = new LeadloopCommand(environment);
    CommandLine line = new CommandLine(leadloop);
    String first = arguments.length == 0 ? "" : arguments[0];
    COMMANDS.forEach(
        (name, type) -> {
          if (name.equals(first) || !COMMANDS.containsKey(first)) {
            line.addSubcommand(name, type);
          }
        });
    Clock clock = Clock.systemUTC();
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Moment.class, text -> Moment.parse(text, clock.instant()))
        .setExecutionStrategy(leadloop::execute)
        .setExecutionExceptionHandler((e, failed, parsed) -> report(e, failed));
  }

  private int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    List<CommandLine> commands = parsed.asCommandLineList();
    checkOutput(commands.get(commands.size() - 1));
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Before any call: the result of a change, such as a secret, cannot be read a second time. */
  private void checkOutput(CommandLine command) {
    boolean isCsvList = command.getCommandSpec().qualifiedName().equals(CSV_LIST);
    if (output() == OutputFormat.CSV && !isCsvList) {
      throw new ParameterException(
          command, "csv is for the list of leads; use --output table or json.");
    }
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("customer", CustomerCommands.class);
    commands.put("provider", ProviderCommands.class);
    commands.put("lead", LeadCommands.class);
    commands.put("bulk", BulkCommands.class);
    commands.put("status", StatusCommands.class);
    commands.put("feedback", FeedbackCommands.class);
    commands.put("key", KeyCommands.class);
    commands.put("session", SessionCommands.class);
    commands.put("keyset", KeysetCommands.class);
    commands.put("reseal", ReEncryptCommand.class);
    commands.put("certify", CertifyCommand.class);
    commands.put("audit", AuditCommand.class);
    commands.put("statistics", StatisticsCommand.class);
    commands.put("reconcile", ReconcileCommand.class);
    return commands;
  }

  private static int report(Exception e, CommandLine line) throws Exception {
    if (e instanceof CommandFailure failure) {
      line.getErr().println(failure.getMessage());
      return failure.status().code();
    }
    if (e instanceof UncheckedIOException) {
      line.getErr().println(e.getMessage());
      return ExitStatus.FAILED.code();
    }
    throw e;
  }

  AdminClient client() {
    return new AdminClient(gateway(KEY, "an administrator's key"));
  }

  /**
   * The gateway with the given key.
   *
   * @param variable the environment variable with the key, unless there is a key file
   * @param holder whose key it is, for the message
   */
  GatewayClient gateway(String variable, String holder) {
    String key = keyFile == null ? environment.get(variable) : secret(keyFile);
    if (key == null || key.isBlank()) {
      throw new CommandFailure(
          ExitStatus.WRONG_USAGE, "Set " + holder + " with " + variable + " or --key-file.");
    }
    return new GatewayClient(address(), key);
  }

  private URI address() {
    try {
      return url == null ? URI.create(environment.getOrDefault(URL, DEFAULT_URL)) : url;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitStatus.WRONG_USAGE, URL + " is not an address.");
    }
  }

  /** How results are printed. */
  OutputFormat output() {
    String usual = environment.getOrDefault(OUTPUT, "table");
    return output == null ? parse(usual) : output;
  }

  private OutputFormat parse(String text) {
    return Stream.of(OutputFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), OUTPUT + " is table, json or csv."));
  }

  ResultPrinter printer() {
    return new ResultPrinter(spec.commandLine().getOut(), spec.commandLine().getErr(), output());
  }

  /** Prints a result in full. */
  int print(JsonNode answer) {
    if (!answer.isMissingNode()) {
      printer().show(answer);
    }
    return ExitStatus.OK.code();
  }

  /** Prints a list of the API that continues after a cursor. */
  int list(String path, Map<String, ?> query, ListOptions options, Table table) {
    ResultPrinter printer = printer();
    printer.list(client().items(path, query, "after"), options, table);
    return ExitStatus.OK.code();
  }

  /** Prints a list as CSV. */
  int csv(String path, Map<String, ?> query, ListOptions options) {
    printer().csv(client().csv(path, query), options);
    return ExitStatus.OK.code();
  }

  /** For a file that a command names. */
  static UncheckedIOException unreadable(Path file, IOException e) {
    String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new UncheckedIOException(file + " cannot be read: " + reason, e);
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
      throw unreadable(file, e);
    }
  }
}
