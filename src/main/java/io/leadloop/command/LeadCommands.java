package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.OutputFormat;
import io.leadloop.command.result.SinceOption;
import io.leadloop.command.result.Table;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code lead …}. */
@Command(name = "lead", description = "Leads of any provider.")
final class LeadCommands {
  private static final Table TABLE =
      Table.of(
          "id",
          "provider",
          "customer",
          "reference",
          "state",
          "status=status.code",
          "attempts",
          "created_at",
          "updated_at",
          "last_error");
  private static final Table TIMELINE =
      Table.of("at", "kind", "what=attempt|event|callback|delivery|update");

  @ParentCommand private LeadloopCommand admin;

  @Command(name = "list", description = "Lists leads, newest first.")
  int list(
      @Mixin LeadFilterOptions leads,
      @Option(names = "--retrying", description = "Only those that wait for another attempt.")
          boolean isRetrying,
      @Option(names = "--overdue", description = "Only those whose feedback is overdue.")
          boolean isOverdue,
      @Mixin ListOptions options) {
    Map<String, String> filter = leads.parameters();
    filter.put("retrying", isRetrying ? "true" : null);
    filter.put("overdue", isOverdue ? "true" : null);
    if (admin.output() != OutputFormat.CSV) {
      return admin.list("/leads", filter, options, TABLE);
    }
    return admin.csv("/leads", filter, options);
  }

  @Command(name = "show", description = "Shows one lead with Oplead's last response.")
  int show(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().get("/leads/" + id));
  }

  @Command(name = "timeline", description = "Lists what happened to it, newest first.")
  int timeline(
      @Parameters(paramLabel = "ID") UUID id,
      @Mixin SinceOption since,
      @Mixin ListOptions options) {
    Stream<JsonNode> entries =
        admin.client().items("/leads/" + id + "/timeline", Map.of(), "before");
    admin.printer().list(since.newest(entries, "at"), options, TIMELINE);
    return ExitStatus.OK.code();
  }

  @Command(
      name = "poll",
      description = "Asks Oplead for it now; a new status is published to its provider.")
  int poll(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().post("/leads/" + id + "/poll"));
  }

  @Command(
      name = "resend",
      description = "Sends its events again to each endpoint of its provider that takes events.")
  int resend(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().post("/leads/" + id + "/resend"));
  }

  @Command(name = "retry", description = "Sends a rejected, expired, held or uncertain lead again.")
  int retry(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().post("/leads/" + id + "/retry"));
  }

  @Command(
      name = "erase",
      description = "Erases its personal data; ids, times and states are kept.")
  int erase(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().delete("/leads/" + id));
  }
}
