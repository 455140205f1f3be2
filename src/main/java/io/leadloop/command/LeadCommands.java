package io.leadloop.command;

import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin lead …}. */
@Command(name = "lead", description = "Leads of any provider.", mixinStandardHelpOptions = true)
final class LeadCommands {
  @ParentCommand private AdminCommand admin;

  @Command(name = "list", description = "Lists leads, newest first, one per line.")
  int list(
      @Mixin LeadFilterOptions options,
      @Option(names = "--retrying", description = "Only those that wait for another attempt.")
          boolean isRetrying,
      @Option(names = "--overdue", description = "Only those whose feedback is overdue.")
          boolean isOverdue,
      @Option(
              names = "--output",
              paramLabel = "FORM",
              defaultValue = "json",
              description = "json (the default) or csv, with a header line.")
          Output output) {
    Map<String, String> filter = options.parameters();
    filter.put("retrying", isRetrying ? "true" : null);
    filter.put("overdue", isOverdue ? "true" : null);
    switch (output) {
      case JSON -> admin.client().list("/leads", filter, admin::printLine);
      case CSV -> admin.client().csv("/leads", filter, admin::printText);
    }
    return 0;
  }

  @Command(name = "show", description = "Shows one lead with Oplead's last response.")
  int show(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().get("/leads/" + id));
  }

  @Command(
      name = "timeline",
      description = "Lists what happened to it, newest first, one entry per line.")
  int timeline(@Parameters(paramLabel = "ID") UUID id) {
    admin.client().listBefore("/leads/" + id + "/timeline", admin::printLine);
    return 0;
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

  /** How leads are printed. */
  enum Output {
    JSON,
    CSV
  }
}
