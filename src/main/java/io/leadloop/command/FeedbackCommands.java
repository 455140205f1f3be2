package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.AdminClient;
import io.leadloop.command.call.CommandFailure;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.SinceOption;
import io.leadloop.command.result.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code feedback …}. */
@Command(name = "feedback", description = "The state of feedback, and what of it was set aside.")
final class FeedbackCommands {
  private static final String LETTERS = "/feedback/dead-letters";
  private static final String SOURCES = "outbox, log or callback; by default all.";

  private static final Table TABLE =
      Table.of("id", "source", "kind", "lead_id", "set_aside_at", "retryable", "reason");

  @ParentCommand private LeadloopCommand admin;

  @Command(name = "show", description = "Shows the outbox, the log and customers' coverage.")
  int show() {
    return admin.print(admin.client().get("/feedback"));
  }

  @Command(name = "dead-letters", description = "Lists feedback that was set aside, newest first.")
  int letters(
      @Option(names = "--source", paramLabel = "SOURCE", description = SOURCES) String source,
      @Mixin SinceOption since,
      @Mixin ListOptions options) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("source", source);
    Stream<JsonNode> letters = admin.client().items(LETTERS, filter, "after");
    admin.printer().list(since.newest(letters, "set_aside_at"), options, TABLE);
    return ExitStatus.OK.code();
  }

  @Command(name = "retry", description = "Has one tried again by its id, or all.")
  int retry(
      @Parameters(paramLabel = "ID", arity = "0..1") UUID id,
      @Option(names = "--all", description = "All of the source.") boolean all,
      @Option(names = "--source", paramLabel = "SOURCE", description = SOURCES) String source) {
    return change("retry", id, all, source, null);
  }

  @Command(name = "discard", description = "Discards one for good by its id, or all.")
  int discard(
      @Parameters(paramLabel = "ID", arity = "0..1") UUID id,
      @Option(names = "--all", description = "All of the source.") boolean all,
      @Option(names = "--source", paramLabel = "SOURCE", description = SOURCES) String source,
      @Option(
              names = "--confirm",
              required = true,
              paramLabel = "WORD",
              description = "The id once more; with --all, the source, or all.")
          String confirm) {
    return change("discard", id, all, source, confirm);
  }

  private int change(String action, UUID id, boolean all, String source, String confirm) {
    if (all == (id != null)) {
      throw new CommandFailure(ExitStatus.WRONG_USAGE, "Give an id, or --all.");
    }
    return all ? changeAll(action, source, confirm) : changeOne(action, id, confirm);
  }

  private int changeOne(String action, UUID id, String confirm) {
    String path = LETTERS + "/" + id + "/" + action;
    return admin.print(
        confirm == null
            ? admin.client().post(path)
            : admin.client().post(path, object().put("confirm", confirm)));
  }

  private int changeAll(String action, String source, String confirm) {
    AdminClient client = admin.client();
    ObjectNode selection = object().put("source", source).put("confirm", confirm);
    JsonNode moved = client.post(LETTERS + "/" + action, selection);
    long letters = moved.get("letters").asLong();
    while (moved.hasNonNull("next")) {
      selection.put("after", moved.get("next").asText());
      moved = client.post(LETTERS + "/" + action, selection);
      letters += moved.get("letters").asLong();
    }
    return admin.print(object().put("letters", letters));
  }
}
