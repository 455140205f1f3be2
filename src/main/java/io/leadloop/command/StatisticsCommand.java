package io.leadloop.command;

import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.OutputFormat;
import io.leadloop.command.result.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code statistics}. */
@Command(
    name = "statistics",
    description = "Prints what happened to leads, by default those of the last 30 days by day.")
final class StatisticsCommand implements Callable<Integer> {
  private static final Table TABLE =
      Table.of(
          "at",
          "provider",
          "customer",
          "taken",
          "forwarded",
          "rejected",
          "held",
          "expired",
          "with_first_status",
          "coverage",
          "seconds_to_forwarding=median_seconds_to_forwarding",
          "to_first_status=median_seconds_to_first_status");

  @ParentCommand private LeadloopCommand admin;

  @Option(names = "--provider", paramLabel = "SLUG")
  private String provider;

  @Option(names = "--customer", paramLabel = "SLUG")
  private String customer;

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description = "When the first leads were accepted, a date or a time.")
  private String from;

  @Option(names = "--until", paramLabel = "TIME", description = "The end; by default now.")
  private String until;

  @Option(names = "--by", paramLabel = "STEP", description = "hour, day or total.")
  private String by;

  @Mixin private ListOptions options;

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("provider", provider);
    query.put("customer", customer);
    query.put("from", from);
    query.put("until", until);
    query.put("by", by);
    if (admin.output() == OutputFormat.JSON) {
      return admin.print(admin.client().get("/statistics", query));
    }
    return admin.list("/statistics", query, options, TABLE);
  }
}
