package io.leadloop.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code admin statistics}. */
@Command(
    name = "statistics",
    description = "Prints what happened to leads, by default those of the last 30 days by day.",
    mixinStandardHelpOptions = true)
final class StatisticsCommand implements Callable<Integer> {
  @ParentCommand private AdminCommand admin;

  @Option(names = "--provider", paramLabel = "SLUG")
  private String provider;

  @Option(names = "--customer", paramLabel = "SLUG")
  private String customer;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "When the first leads were accepted, a date or a time.")
  private String from;

  @Option(names = "--until", paramLabel = "TIME", description = "The end; by default now.")
  private String until;

  @Option(names = "--by", paramLabel = "STEP", description = "hour, day or total.")
  private String by;

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("provider", provider);
    query.put("customer", customer);
    query.put("from", from);
    query.put("until", until);
    query.put("by", by);
    return admin.print(admin.client().get("/statistics", query));
  }
}
