package io.leadloop.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin lead …}. */
@Command(name = "lead", description = "Leads of any provider.", mixinStandardHelpOptions = true)
final class LeadCommands {
  @ParentCommand private AdminCommand admin;

  @Command(name = "list", description = "Lists leads, newest first, one per line.")
  int list(
      @Option(names = "--provider", paramLabel = "SLUG") String provider,
      @Option(names = "--customer", paramLabel = "SLUG") String customer,
      @Option(names = "--state", paramLabel = "STATE") String state,
      @Option(names = "--reference", paramLabel = "REFERENCE") String reference) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("provider", provider);
    filter.put("customer", customer);
    filter.put("state", state);
    filter.put("reference", reference);
    admin.client().list("/leads", filter, admin::printLine);
    return 0;
  }

  @Command(name = "show", description = "Shows one lead with Oplead's last response.")
  int show(@Parameters(paramLabel = "ID") UUID id) {
    return admin.print(admin.client().get("/leads/" + id));
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
