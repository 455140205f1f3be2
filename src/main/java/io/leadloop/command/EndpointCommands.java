package io.leadloop.command;

import static io.leadloop.command.call.AdminClient.path;
import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.SinceOption;
import io.leadloop.command.result.Table;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code provider endpoint …}. */
@Command(
    name = "endpoint",
    description = "Endpoints that receive a provider's events by signed HTTP.")
final class EndpointCommands {
  private static final Table TABLE =
      Table.of("id", "state", "url", "leads_waiting", "failures", "last_success_at", "last_error");
  private static final Table DELIVERIES =
      Table.of(
          "at", "state", "attempt", "status", "millis", "type", "lead_id", "event_id", "answer");

  @ParentCommand private ProviderCommands provider;

  @Command(name = "add", description = "Registers an endpoint; its secret is shown only once.")
  int add(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Option(names = "--endpoint-url", required = true, paramLabel = "URL") URI url,
      @Mixin EndpointOptions options,
      @Option(
              names = "--scheme",
              paramLabel = "SCHEME",
              description = "v1 (HMAC-SHA256, the default) or v1a (Ed25519).")
          String scheme,
      @Option(
              names = "--start",
              paramLabel = "POINT",
              description = "now (the default), beginning, a cursor of the feed, or a time.")
          String start) {
    ObjectNode body = object().put("url", url.toString());
    options.addTo(body);
    if (scheme != null) {
      body.put("scheme", scheme);
    }
    if (start != null) {
      body.put("start", start);
    }
    return admin().print(admin().client().post(endpoints(slug), body));
  }

  @Command(name = "list", description = "Lists the provider's endpoints.")
  int list(@Parameters(paramLabel = "PROVIDER") String slug, @Mixin ListOptions options) {
    return admin().list(endpoints(slug), Map.of(), options, TABLE);
  }

  @Command(name = "show", description = "Shows one endpoint, and how far it is.")
  int show(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id) {
    return admin().print(admin().client().get(endpoint(slug, id)));
  }

  @Command(
      name = "change",
      description = "Changes the given settings; a new URL has to be verified.")
  int change(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id,
      @Option(names = "--endpoint-url", paramLabel = "URL") URI url,
      @Mixin EndpointOptions options,
      @Option(names = "--no-description", description = "Removes the description.")
          boolean noDescription,
      @Option(names = "--all-types", description = "It receives events of all types.")
          boolean allTypes,
      @Option(names = "--all-customers", description = "It receives events of all customers.")
          boolean allCustomers) {
    ObjectNode body = object();
    if (url != null) {
      body.put("url", url.toString());
    }
    options.addTo(body);
    if (noDescription) {
      body.putNull("description");
    }
    if (allTypes) {
      body.putNull("types");
    }
    if (allCustomers) {
      body.putNull("customers");
    }
    return admin().print(admin().client().patch(endpoint(slug, id), body));
  }

  @Command(name = "remove", description = "Removes an endpoint.")
  int remove(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id) {
    return admin().print(admin().client().delete(endpoint(slug, id)));
  }

  @Command(
      name = "verify",
      description = "Does the handshake, which makes a pending endpoint active.")
  int verify(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id) {
    JsonNode result = admin().client().post(endpoint(slug, id) + "/verify");
    admin().print(result);
    return ExitStatus.of(result.path("passed").asBoolean());
  }

  @Command(name = "pause", description = "Stops delivery; events wait.")
  int pause(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id) {
    return admin().print(admin().client().post(endpoint(slug, id) + "/pause"));
  }

  @Command(name = "resume", description = "Continues delivery.")
  int resume(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id,
      @Option(
              names = "--from",
              defaultValue = "cursor",
              paramLabel = "POINT",
              description = "cursor (where it stopped, the default) or now.")
          String from) {
    ObjectNode body = object().put("from", from);
    return admin().print(admin().client().post(endpoint(slug, id) + "/resume", body));
  }

  @Command(name = "rotate", description = "Issues a new secret, which is shown only once.")
  int rotate(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id,
      @Option(
              names = "--overlap",
              defaultValue = "PT24H",
              paramLabel = "DURATION",
              description = "How long the old secret signs as well, at most PT168H; PT24H.")
          Duration overlap) {
    ObjectNode body = object().put("overlap", overlap.toString());
    return admin().print(admin().client().post(endpoint(slug, id) + "/rotate", body));
  }

  @Command(
      name = "resend",
      description = {
        "Sends events again: all since a point, all of a lead, or one.",
        "Exit status 3 if the endpoint did not acknowledge the one."
      })
  int resend(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id,
      @Option(
              names = "--since",
              paramLabel = "POINT",
              description = "beginning, a cursor of the feed, or a time.")
          String since,
      @Option(names = "--lead", paramLabel = "ID", description = "All events of that lead.")
          String lead,
      @Option(names = "--event", paramLabel = "ID", description = "That event, at once.")
          String event,
      @Option(names = "--dry-run", description = "With --since: only counts them.")
          boolean dryRun) {
    ObjectNode body = object();
    given("since", since, "lead_id", lead, "event_id", event).forEach(body::put);
    if (dryRun) {
      body.put("dry_run", true);
    }
    JsonNode result = admin().client().post(endpoint(slug, id) + "/resend", body);
    admin().print(result);
    return ExitStatus.of(result.path("delivered").asBoolean(true));
  }

  @Command(name = "deliveries", description = "Lists attempts, newest first.")
  int deliveries(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "ENDPOINT") String id,
      @Option(names = "--state", paramLabel = "STATE", description = "delivered, failed, given_up.")
          String state,
      @Option(names = "--lead", paramLabel = "ID", description = "Only of that lead.") String lead,
      @Mixin SinceOption since,
      @Mixin ListOptions options) {
    Stream<JsonNode> deliveries =
        admin()
            .client()
            .items(
                endpoint(slug, id) + "/deliveries",
                given("state", state, "lead_id", lead),
                "after");
    admin().printer().list(since.newest(deliveries, "at"), options, DELIVERIES);
    return ExitStatus.OK.code();
  }

  /**
   * @param namesAndValues in turn; a null value is left out
   */
  private static Map<String, String> given(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        given.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return given;
  }

  private LeadloopCommand admin() {
    return provider.admin();
  }

  private static String endpoint(String slug, String id) {
    return endpoints(slug) + path("/%s", id);
  }

  private static String endpoints(String slug) {
    return path("/providers/%s/endpoints", slug);
  }

  /** What an endpoint may be registered with, and changed to later. */
  static final class EndpointOptions {
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

    /** Adds the given options. */
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
}
