package io.leadloop.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** What an endpoint may be registered with, and changed to later. */
final class EndpointOptions {
  @Option(names = "--description", description = "A note for people.")
  private String description;

  @Option(
      names = "--type",
      split = ",",
      paramLabel = "TYPE",
      description = "The types of events that it receives; all by default.")
  private List<String> types;

  @Option(
      names = "--customer",
      split = ",",
      paramLabel = "SLUG",
      description = "The customers whose events it receives; all by default.")
  private List<String> customers;

  @Option(
      names = "--max-in-flight",
      description = "How many leads' events it receives at once, 1 to 32; 4 by default.")
  private Integer maxInFlight;

  /** Adds what is given. */
  void addTo(ObjectNode body) {
    if (description != null) {
      body.put("description", description);
    }
    if (types != null) {
      types.forEach(body.putArray("types")::add);
    }
    if (customers != null) {
      customers.forEach(body.putArray("customers")::add);
    }
    if (maxInFlight != null) {
      body.put("max_in_flight", maxInFlight);
    }
  }
}
