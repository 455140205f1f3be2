package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.result.Moment;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which leads a command is about; all that is given has to match. */
final class LeadFilterOptions {
  @Option(names = "--provider", paramLabel = "SLUG")
  private String provider;

  @Option(names = "--customer", paramLabel = "SLUG")
  private String customer;

  @Option(names = "--state", paramLabel = "STATE")
  private String state;

  @Option(names = "--status", paramLabel = "CODE", description = "The code of the last status.")
  private String status;

  @Option(names = "--reference", paramLabel = "REFERENCE")
  private String reference;

  @Option(
      names = {"--created-after", "--since"},
      paramLabel = "TIME",
      description = "Accepted after then; 12h or 7d is so long ago.")
  private Moment createdAfter;

  @Option(names = "--updated-after", paramLabel = "TIME", description = "Changed after then.")
  private Moment updatedAfter;

  /** As parameters of the list; null where nothing is given. */
  Map<String, String> parameters() {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("provider", provider);
    filter.put("customer", customer);
    filter.put("state", state);
    filter.put("status", status);
    filter.put("reference", reference);
    filter.put("created_after", createdAfter == null ? null : createdAfter.toString());
    filter.put("updated_after", updatedAfter == null ? null : updatedAfter.toString());
    return filter;
  }

  /** As the filter of a bulk operation. */
  ObjectNode asFilter() {
    ObjectNode filter = object();
    parameters()
        .forEach(
            (name, value) -> {
              if (value != null) {
                filter.put(name, value);
              }
            });
    return filter;
  }
}
