package io.leadloop.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.reconciliation.CsvList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reconcile}: compares a provider's list with the gateway, line by line. */
@Command(
    name = "reconcile",
    description = "Compares a provider's list of leads with the gateway's.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The provider's key is read from LEADLOOP_PROVIDER_KEY, or from --key-file.",
      "Exit status: 0 if nothing differs, 3 if something does, 1 if it failed, 2 for a wrong"
          + " command line."
    })
public final class ReconcileCommand implements Callable<Integer> {
  private static final String KEY = "LEADLOOP_PROVIDER_KEY";
  private static final String URL = "LEADLOOP_URL";
  private static final String DEFAULT_URL = "http://localhost:8080";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int DIFFERS = 3;
  private static final int FIRST_ERROR = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "CSV with a header line and the column reference; sequence and status are read where they"
            + " are there. - for standard input."
      })
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Reports leads accepted since that time that are not in the list.")
  private OffsetDateTime from;

  @Option(names = "--until", paramLabel = "TIME", description = "The end of that period; now.")
  private OffsetDateTime until;

  @Option(names = "--customer", paramLabel = "SLUG", description = "Only that customer's leads.")
  private String customer;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The gateway's address; by default LEADLOOP_URL, or " + DEFAULT_URL + ".")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file with the provider's key.")
  private Path keyFile;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json; by default ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private Output output;

  private ReconcileCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs the command.
   *
   * @param arguments the arguments after {@code reconcile}
   * @param environment the process environment
   * @return the exit status
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ReconcileCommand(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, line, parsed) -> AdminCommand.report(e, line))
        .execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (BufferedReader list = open()) {
      JsonNode summary = null;
      Iterator<String> lines = send(list).iterator();
      while (lines.hasNext()) {
        JsonNode line = parse(lines.next());
        if (line.has("problem") && !line.has("difference")) {
          throw new AdminFailure(line.path("problem").path("detail").asText());
        }
        print(line);
        summary = line.has("summary") ? line.get("summary") : summary;
      }
      if (summary == null) {
        throw new AdminFailure("The answer broke off; compare the list again.");
      }
      long differ = summary.get("given").asLong() - summary.get("matched").asLong();
      return differ + summary.get("missing").asLong() == 0 ? 0 : DIFFERS;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException notALead) {
      throw new AdminFailure(file + ": " + notALead.getMessage());
    }
  }

  private BufferedReader open() throws IOException {
    return file.toString().equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }

  private Stream<String> send(BufferedReader list) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway().resolve("/v1/reconciliations"))
            .header("Authorization", "Bearer " + key())
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArrays(lines(list)))
            .build();
    try {
      HttpResponse<Stream<String>> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_TIMEOUT)
              .build()
              .send(request, BodyHandlers.ofLines());
      if (response.statusCode() >= FIRST_ERROR) {
        throw AdminClient.failure(response);
      }
      return response.body();
    } catch (IOException e) {
      if (e.getCause() instanceof IllegalArgumentException notALead) {
        throw notALead;
      }
      throw new AdminFailure("The gateway at " + gateway() + " does not answer: " + e);
    }
  }

  private Iterable<byte[]> lines(BufferedReader list) {
    return () ->
        Stream.concat(window(), stream(CsvList.read(list))).map(ReconcileCommand::line).iterator();
  }

  private static Stream<ObjectNode> stream(Iterator<ObjectNode> leads) {
    Iterable<ObjectNode> once = () -> leads;
    return StreamSupport.stream(once.spliterator(), false);
  }

  private Stream<ObjectNode> window() {
    ObjectNode window = AdminClient.object();
    if (from != null) {
      window.put("from", from.toString());
    }
    if (until != null) {
      window.put("until", until.toString());
    }
    if (customer != null) {
      window.put("customer", customer);
    }
    return window.isEmpty() ? Stream.empty() : Stream.of(window);
  }

  private static byte[] line(ObjectNode node) {
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void print(JsonNode line) {
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.JSON) {
      out.println(line);
    } else if (line.has("summary")) {
      line.get("summary")
          .fields()
          .forEachRemaining(n -> out.printf("%-14s %,d%n", n.getKey(), n.getValue().asLong()));
    } else {
      out.printf(
          "%-14s %-30s %-12s %s%n",
          line.path("difference").asText(),
          line.path("reference").asText(line.has("line") ? "line " + line.get("line") : "-"),
          line.path("state").asText(),
          detail(line));
    }
    out.flush();
  }

  private static String detail(JsonNode line) {
    if (line.hasNonNull("reason")) {
      return line.get("reason").asText();
    }
    if (line.has("problem")) {
      return line.get("problem").path("detail").asText();
    }
    return line.path("status").path("code").asText();
  }

  private URI gateway() {
    return url != null ? url : URI.create(environment.getOrDefault(URL, DEFAULT_URL));
  }

  private String key() {
    String key = keyFile == null ? environment.get(KEY) : AdminCommand.secret(keyFile);
    if (key == null || key.isBlank()) {
      throw new AdminFailure("Set a provider's key with " + KEY + " or --key-file.");
    }
    return key;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AdminFailure("The response is not JSON; check the gateway's address.");
    }
  }

  private enum Output {
    TEXT,
    JSON
  }
}
