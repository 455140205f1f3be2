package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin provider …}. */
@Command(
    name = "provider",
    description = "Providers, their keys, grants and Kafka accounts.",
    mixinStandardHelpOptions = true,
    subcommands = {FormCommands.class, EndpointCommands.class})
final class ProviderCommands {
  @ParentCommand private AdminCommand admin;

  AdminCommand admin() {
    return admin;
  }

  @Command(name = "create", description = "Onboards a provider; its secrets are shown only once.")
  int create(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name", required = true) String name,
      @Option(names = "--customer", paramLabel = "SLUG", description = "A customer to grant.")
          List<String> customers) {
    ObjectNode body = AdminClient.object().put("slug", slug).put("name", name);
    if (customers != null) {
      customers.forEach(body.putArray("customers")::add);
    }
    return admin.print(admin.client().post("/providers", body));
  }

  @Command(name = "list", description = "Lists providers, one per line.")
  int list() {
    admin.client().list("/providers", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "show", description = "Shows one provider with its keys and grants.")
  int show(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().get("/providers/" + slug));
  }

  @Command(name = "disable", description = "Rejects the provider's keys; feedback continues.")
  int disable(@Parameters(paramLabel = "SLUG") String slug) {
    return disabled(slug, true);
  }

  @Command(name = "enable", description = "Accepts the provider's keys again.")
  int enable(@Parameters(paramLabel = "SLUG") String slug) {
    return disabled(slug, false);
  }

  private int disabled(String slug, boolean disabled) {
    ObjectNode body = AdminClient.object().put("disabled", disabled);
    return admin.print(admin.client().patch("/providers/" + slug, body));
  }

  @Command(name = "add-key", description = "Adds a key, which is shown only once.")
  int addKey(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name", description = "A label.") String name,
      @Option(names = "--expires-at", paramLabel = "TIME") Instant expiresAt) {
    ObjectNode body = AdminClient.object();
    if (name != null) {
      body.put("name", name);
    }
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return admin.print(admin.client().post("/providers/" + slug + "/keys", body));
  }

  @Command(name = "revoke-key", description = "Revokes a key.")
  int revokeKey(
      @Parameters(paramLabel = "SLUG") String slug, @Parameters(paramLabel = "KEY") String key) {
    admin.client().delete("/providers/" + slug + "/keys/" + key);
    return 0;
  }

  @Command(name = "grant", description = "Lets the provider send to a customer.")
  int grant(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "CUSTOMER") String customer) {
    admin.client().put("/providers/" + slug + "/customers/" + customer, null);
    return 0;
  }

  @Command(
      name = "withdraw",
      description = "Withdraws the grant; accepted leads are still forwarded.")
  int withdraw(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "CUSTOMER") String customer) {
    admin.client().delete("/providers/" + slug + "/customers/" + customer);
    return 0;
  }

  @Command(
      name = "rotate-kafka",
      description = "Rotates its Kafka password, which is shown only once.")
  int rotateKafka(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/providers/" + slug + "/kafka-account"));
  }

  @Command(
      name = "portal-link",
      description = "Prints a link that opens the provider's portal once, within 15 minutes.")
  int portalLink(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/providers/" + slug + "/portal-links"));
  }

  @Command(name = "check", description = "Checks the permissions of its Kafka account.")
  int check(@Parameters(paramLabel = "SLUG") String slug) {
    JsonNode report = admin.client().post("/providers/" + slug + "/check");
    admin.print(report);
    return report.path("ok").asBoolean() ? 0 : 1;
  }
}
