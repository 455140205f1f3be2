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
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bulk …}: an operation runs in the gateway, whether its command waits or not. */
@Command(name = "bulk", description = "Changes of many leads at once.")
final class BulkCommands {
  private static final String PATH = "/bulk-operations";
  private static final Table TABLE =
      Table.of(
          "id",
          "action",
          "state",
          "done",
          "skipped",
          "total",
          "started_by",
          "started_at",
          "filter");
  private static final long POLL_MILLIS = 1_000;

  @ParentCommand private LeadloopCommand admin;

  @Command(
      name = "retry",
      description = "Sends the rejected, expired, held and uncertain leads of a filter again.")
  int retry(@Mixin LeadFilterOptions filter, @Mixin Mode mode) {
    return run("retry", filter, mode);
  }

  @Command(name = "release", description = "Sends the held leads of a filter.")
  int release(@Mixin LeadFilterOptions filter, @Mixin Mode mode) {
    return run("release", filter, mode);
  }

  @Command(name = "list", description = "Lists operations, newest first.")
  int list(@Mixin SinceOption since, @Mixin ListOptions options) {
    admin
        .printer()
        .list(
            since.newest(admin.client().items(PATH, Map.of(), "after"), "started_at"),
            options,
            TABLE);
    return ExitStatus.OK.code();
  }

  @Command(name = "show", description = "Shows one operation, and how far it is.")
  int show(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().get(PATH + "/" + id));
  }

  @Command(name = "cancel", description = "Ends an operation; leads that were changed stay so.")
  int cancel(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().post(PATH + "/" + id + "/cancel"));
  }

  private int run(String action, LeadFilterOptions filter, Mode mode) {
    AdminClient client = admin.client();
    ObjectNode body = object().put("action", action).put("dry_run", mode.isDryRun);
    body.set("filter", filter.asFilter());
    JsonNode answer = client.post(PATH, body);
    if (mode.isDryRun) {
      return admin.print(answer);
    }
    while (!mode.isDetached && answer.path("state").asText().equals("running")) {
      admin.printer().line(progress(answer));
      pause();
      answer = client.get(PATH + "/" + answer.get("id").asText());
    }
    return admin.print(answer);
  }

  private static JsonNode progress(JsonNode operation) {
    ObjectNode line = object();
    for (String member : new String[] {"id", "done", "skipped", "total"}) {
      line.set(member, operation.get(member));
    }
    return line;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted; the operation goes on.");
    }
  }

  /** How an operation is started. */
  static final class Mode {
    @Option(names = "--dry-run", description = "Only estimates how many leads, and how long.")
    private boolean isDryRun;

    @Option(names = "--detach", description = "Does not wait for the end, nor print the progress.")
    private boolean isDetached;
  }
}
