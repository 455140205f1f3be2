package io.leadloop.command;

import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Moment;
import io.leadloop.command.result.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code audit}. */
@Command(
    name = "audit",
    description = {
      "Lists the audit log, oldest first.",
      "With an option: the entries that match, newest first."
    })
final class AuditCommand implements Callable<Integer> {
  private static final Table TABLE =
      Table.of("time", "actor", "action", "subject", "address", "before", "after");

  @ParentCommand private LeadloopCommand admin;

  @Option(names = "--actor", description = "Who acted, as entries name it.")
  private String actor;

  @Option(names = "--action", description = "What was done, such as customer.change.")
  private String action;

  @Option(names = "--subject", description = "What was changed, such as customers/cuisines-durand.")
  private String subject;

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description = "The earliest time; 12h or 7d is so long ago.")
  private Moment from;

  @Option(names = "--until", paramLabel = "TIME", description = "The time before which they are.")
  private Moment until;

  @Mixin private ListOptions options;

  @Override
  public Integer call() {
    Map<String, Object> filters = new LinkedHashMap<>();
    filters.put("actor", actor);
    filters.put("action", action);
    filters.put("subject", subject);
    filters.put("from", from);
    filters.put("until", until);
    boolean isSearch = filters.values().stream().anyMatch(value -> value != null);
    return admin.list(isSearch ? "/audit/search" : "/audit", filters, options, TABLE);
  }
}
