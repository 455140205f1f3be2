package io.leadloop.command;

import static io.leadloop.command.call.AdminClient.path;
import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code provider …}. */
@Command(
    name = "provider",
    description = "Providers, their keys, grants and Kafka accounts.",
    subcommands = {FormCommands.class, EndpointCommands.class})
final class ProviderCommands {
  private static final Table TABLE =
      Table.of("slug", "name", "disabled", "customers", "created_at", "archived_at");

  @ParentCommand private LeadloopCommand admin;

  LeadloopCommand admin() {
    return admin;
  }

  @Command(name = "create", description = "Onboards a provider; its secrets are shown only once.")
  int create(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name", required = true) String name,
      @Option(names = "--customer", paramLabel = "SLUG", description = "A customer to grant.")
          List<String> customers,
      @Mixin Limits limits) {
    ObjectNode body = object().put("slug", slug).put("name", name);
    limits.addTo(body);
    if (customers != null) {
      customers.forEach(body.putArray("customers")::add);
    }
    return admin.print(admin.client().post("/providers", body));
  }

  @Command(name = "list", description = "Lists providers.")
  int list(@Mixin ListOptions options) {
    return admin.list("/providers", Map.of(), options, TABLE);
  }

  @Command(name = "show", description = "Shows one provider with its keys and grants.")
  int show(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().get(path("/providers/%s", slug)));
  }

  @Command(name = "change", description = "Changes the given settings.")
  int change(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name") String name,
      @Mixin Limits limits) {
    ObjectNode body = object();
    if (name != null) {
      body.put("name", name);
    }
    limits.addTo(body);
    return admin.print(admin.client().patch(path("/providers/%s", slug), body));
  }

  @Command(
      name = "disable",
      description = "Rejects the provider's keys; events still go to its topic, and pushes wait.")
  int disable(@Parameters(paramLabel = "SLUG") String slug) {
    return disabled(slug, true);
  }

  @Command(name = "enable", description = "Accepts the provider's keys again.")
  int enable(@Parameters(paramLabel = "SLUG") String slug) {
    return disabled(slug, false);
  }

  private int disabled(String slug, boolean disabled) {
    ObjectNode body = object().put("disabled", disabled);
    return admin.print(admin.client().patch(path("/providers/%s", slug), body));
  }

  @Command(name = "add-key", description = "Adds a key, which is shown only once.")
  int addKey(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name", description = "A label.") String name,
      @Option(names = "--expires-at", paramLabel = "TIME") Instant expiresAt) {
    ObjectNode body = object();
    if (name != null) {
      body.put("name", name);
    }
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return admin.print(admin.client().post(path("/providers/%s/keys", slug), body));
  }

  @Command(name = "revoke-key", description = "Revokes a key.")
  int revokeKey(
      @Parameters(paramLabel = "SLUG") String slug, @Parameters(paramLabel = "KEY") String key) {
    return admin.print(admin.client().delete(path("/providers/%s/keys/%s", slug, key)));
  }

  @Command(name = "grant", description = "Lets the provider send to a customer.")
  int grant(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "CUSTOMER") String customer) {
    return admin.print(
        admin.client().put(path("/providers/%s/customers/%s", slug, customer), null));
  }

  @Command(
      name = "withdraw",
      description = "Withdraws the grant; accepted leads are still forwarded.")
  int withdraw(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "CUSTOMER") String customer) {
    return admin.print(admin.client().delete(path("/providers/%s/customers/%s", slug, customer)));
  }

  @Command(
      name = "rotate-kafka",
      description = "Rotates its Kafka password, which is shown only once.")
  int rotateKafka(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/providers/%s/kafka-account", slug)));
  }

  @Command(
      name = "portal-link",
      description = "Prints a link that opens the provider's portal once, within 15 minutes.")
  int portalLink(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/providers/%s/portal-links", slug)));
  }

  @Command(name = "remove-kafka", description = "Removes its Kafka account; its topic stays.")
  int removeKafka(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().delete(path("/providers/%s/kafka-account", slug)));
  }

  @Command(
      name = "archive",
      description = {
        "Ends the work with a provider: its keys are revoked, its Kafka account, endpoints, forms"
            + " and grants removed.",
        "Its leads stay readable. enable and add-key bring it back."
      })
  int archive(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/providers/%s/archive", slug)));
  }

  @Command(
      name = "check",
      description = "Checks the permissions of its Kafka account; exit status 3 if they differ.")
  int check(@Parameters(paramLabel = "SLUG") String slug) {
    JsonNode report = admin.client().post(path("/providers/%s/check", slug));
    admin.print(report);
    return ExitStatus.of(report.path("ok").asBoolean());
  }

  /** How many leads a provider may submit; by default as many as every provider. */
  static final class Limits {
    @Option(names = "--leads-per-minute", paramLabel = "N", description = "Leads in a minute.")
    private Integer leadsPerMinute;

    @Option(names = "--burst", paramLabel = "N", description = "Leads at once.")
    private Integer burst;

    void addTo(ObjectNode body) {
      if (leadsPerMinute != null) {
        body.put("leads_per_minute", leadsPerMinute);
      }
      if (burst != null) {
        body.put("burst", burst);
      }
    }
  }
}
