package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin bulk …}: an operation runs in the gateway, whether its command waits or not. */
@Command(
    name = "bulk",
    description = "Changes of many leads at once.",
    mixinStandardHelpOptions = true)
final class BulkCommands {
  private static final String PATH = "/bulk-operations";
  private static final long POLL_MILLIS = 1_000;

  @ParentCommand private AdminCommand admin;

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

  @Command(name = "list", description = "Lists operations, newest first, one per line.")
  int list() {
    admin.client().list(PATH, Map.of(), admin::printLine);
    return 0;
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
    ObjectNode body = AdminClient.object().put("action", action).put("dry_run", mode.isDryRun);
    body.set("filter", filter.object());
    JsonNode answer = client.post(PATH, body);
    if (mode.isDryRun) {
      return admin.print(answer);
    }
    while (!mode.isDetached && answer.path("state").asText().equals("running")) {
      admin.printLine(progress(answer));
      pause();
      answer = client.get(PATH + "/" + answer.get("id").asText());
    }
    return admin.print(answer);
  }

  private static JsonNode progress(JsonNode operation) {
    ObjectNode line = AdminClient.object();
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
      throw new AdminFailure("Interrupted; the operation goes on.");
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
