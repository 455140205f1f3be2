package io.leadloop.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code admin audit}. */
@Command(
    name = "audit",
    description = {
      "Prints the audit log, oldest first, one entry per line.",
      "With an option: the entries that match, newest first."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @ParentCommand private AdminCommand admin;

  @Option(names = "--actor", description = "Who acted, as entries name it.")
  private String actor;

  @Option(names = "--action", description = "What was done, such as customer.change.")
  private String action;

  @Option(names = "--subject", description = "What was changed, such as customers/cuisines-durand.")
  private String subject;

  @Option(names = "--from", paramLabel = "TIME", description = "The earliest time.")
  private Instant from;

  @Option(names = "--until", paramLabel = "TIME", description = "The time before which they are.")
  private Instant until;

  @Override
  public Integer call() {
    Map<String, Object> filters = new LinkedHashMap<>();
    filters.put("actor", actor);
    filters.put("action", action);
    filters.put("subject", subject);
    filters.put("from", from);
    filters.put("until", until);
    boolean isSearch = filters.values().stream().anyMatch(value -> value != null);
    admin.client().list(isSearch ? "/audit/search" : "/audit", filters, admin::printLine);
    return 0;
  }
}
