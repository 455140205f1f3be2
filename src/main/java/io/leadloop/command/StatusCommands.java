package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.AdminClient;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Table;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code status …}. */
@Command(name = "status", description = "Oplead's names of statuses, and their codes.")
final class StatusCommands {
  private static final String LABELS = "/statuses/labels";
  private static final Table UNKNOWN = Table.of("label", "first_seen", "customers");
  private static final Table MAPPED =
      Table.of("id", "label", "code", "customer", "changed_at", "correction=correction.state");

  @ParentCommand private LeadloopCommand admin;

  @Command(name = "unknown", description = "Lists labels without a code.")
  int unknown(@Mixin ListOptions options) {
    return admin.list("/statuses/unknown", Map.of(), options, UNKNOWN);
  }

  @Command(name = "labels", description = "Lists labels with a code given here.")
  int labels(@Mixin ListOptions options) {
    return admin.list(LABELS, Map.of(), options, MAPPED);
  }

  @Command(name = "map", description = "Gives a label a code, within seconds and for all replicas.")
  int map(
      @Parameters(paramLabel = "LABEL") String label,
      @Option(names = "--code", required = true, paramLabel = "CODE") String code,
      @Option(
              names = "--customer",
              paramLabel = "SLUG",
              description = "Of this customer alone; by default of all.")
          String customer) {
    ObjectNode body = object().put("label", label).put("code", code);
    return admin.print(admin.client().put(LABELS, body.put("customer", customer)));
  }

  @Command(name = "unmap", description = "Takes the code from a label, by its id.")
  int unmap(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().delete(LABELS + "/" + id));
  }

  @Command(
      name = "correct",
      description = "Publishes the code for the leads that had the label before.")
  int correct(
      @Parameters(paramLabel = "ID") UUID id,
      @Option(names = "--dry-run", description = "Only counts the leads, and shows the last run.")
          boolean dryRun,
      @Option(names = "--cancel", description = "Cancels the run in progress.") boolean cancel) {
    AdminClient client = admin.client();
    String path = LABELS + "/" + id + "/correction";
    if (cancel) {
      return admin.print(client.delete(path));
    }
    return admin.print(dryRun ? client.get(path) : client.post(path));
  }
}
