package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.CommandFailure;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.call.GatewayClient;
import io.leadloop.command.result.Moment;
import io.leadloop.command.result.OutputFormat;
import io.leadloop.command.result.ResultPrinter;
import io.leadloop.reconciliation.CsvList;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code reconcile}: compares a provider's list with the gateway, line by line. */
@Command(
    name = "reconcile",
    description = "Compares a provider's list of leads with the gateway's.",
    footer = {
      "",
      "The provider's key is read from LEADLOOP_PROVIDER_KEY, or from --key-file.",
      "Exit status: 0 nothing differs, 3 something does, 1 failed, 2 wrong command line, 4 no"
          + " answer now."
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final String KEY = "LEADLOOP_PROVIDER_KEY";

  @ParentCommand private LeadloopCommand leadloop;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "CSV with a header line and the column reference; sequence and status are read where they"
            + " are there. - for standard input."
      })
  private Path file;

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description = "Reports leads accepted since that time that are not in the list.")
  private Moment from;

  @Option(names = "--until", paramLabel = "TIME", description = "The end of that period; now.")
  private Moment until;

  @Option(names = "--customer", paramLabel = "SLUG", description = "Only that customer's leads.")
  private String customer;

  @Override
  public Integer call() {
    try (BufferedReader list = open()) {
      Path folder = Files.createTempDirectory("leadloop-reconcile");
      try {
        return compare(list, folder.resolve("list"), folder.resolve("answer"));
      } finally {
        Files.deleteIfExists(folder.resolve("list"));
        Files.deleteIfExists(folder.resolve("answer"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw LeadloopCommand.unreadable(file, e);
    } catch (IllegalArgumentException notALead) {
      throw new CommandFailure(file + ": " + notALead.getMessage());
    }
  }

  /** Sends nothing before the whole list has been read, so that a faulty one is not compared. */
  private int compare(BufferedReader list, Path lines, Path answer) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(lines)) {
      Iterator<ObjectNode> nodes = Stream.concat(window(), stream(CsvList.read(list))).iterator();
      while (nodes.hasNext()) {
        writer.write(nodes.next() + "\n");
      }
    }
    leadloop.gateway(KEY, "a provider's key").post("/v1/reconciliations", lines, answer);
    JsonNode summary = null;
    try (BufferedReader reader = Files.newBufferedReader(answer)) {
      ResultPrinter printer = leadloop.printer();
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        JsonNode line = GatewayClient.parse(text);
        if (line.has("problem") && !line.has("difference")) {
          throw new CommandFailure(line.path("problem").path("detail").asText());
        }
        print(printer, line);
        summary = line.has("summary") ? line.get("summary") : summary;
      }
    }
    if (summary == null) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE, "The answer broke off; compare the list again.");
    }
    long differ = summary.get("given").asLong() - summary.get("matched").asLong();
    return ExitStatus.of(differ + summary.get("missing").asLong() == 0);
  }

  private BufferedReader open() throws IOException {
    return file.toString().equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }

  private static Stream<ObjectNode> stream(Iterator<ObjectNode> leads) {
    Iterable<ObjectNode> once = () -> leads;
    return StreamSupport.stream(once.spliterator(), false);
  }

  private Stream<ObjectNode> window() {
    ObjectNode window = object();
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

  private void print(ResultPrinter printer, JsonNode line) {
    if (leadloop.output() == OutputFormat.JSON) {
      printer.line(line);
    } else if (line.has("summary")) {
      line.get("summary")
          .properties()
          .forEach(n -> printer.text("%-14s %,d".formatted(n.getKey(), n.getValue().asLong())));
    } else {
      printer.text(
          "%-14s %-30s %-12s %s"
              .formatted(
                  line.path("difference").asText(),
                  line.path("reference")
                      .asText(line.has("line") ? "line " + line.get("line") : "-"),
                  line.path("state").asText(),
                  detail(line)));
    }
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
}
