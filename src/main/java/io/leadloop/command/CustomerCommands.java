package io.leadloop.command;

import static io.leadloop.command.call.AdminClient.path;
import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Table;
import io.leadloop.oplead.SubscriptionKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code customer …}. */
@Command(name = "customer", description = "Customers, their tokens and their lanes.")
final class CustomerCommands {
  private static final Table TABLE =
      Table.of(
          "slug",
          "name",
          "lane=lane.state",
          "queued=lane.queued",
          "held=lane.held",
          "oldest=lane.oldest_queued_at",
          "used=lane.quota_used",
          "quota=requests_per_minute",
          "circuit=lane.circuit",
          "token=oplead.token_hint|form.token_hint",
          "archived_at");
  private static final Table PROVIDERS = Table.of("provider", "name", "disabled");
  private static final Table SUBSCRIPTIONS =
      Table.of("kind", "state", "oplead_id", "checked_at", "last_error");
  private static final String VERIFIED = "ok";

  @ParentCommand private LeadloopCommand admin;

  @Command(name = "create", description = "Onboards a customer.")
  int create(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name", required = true) String name,
      @Option(
              names = "--token-file",
              required = true,
              paramLabel = "FILE",
              description = "A file with its Oplead token; - for standard input.")
          Path token,
      @Option(names = "--base-url", description = "Its Oplead's address.") URI baseUrl,
      @Option(
              names = "--form",
              paramLabel = "NAME",
              description =
                  "Its form at Oplead's older form import, if leads go there; the token is the"
                      + " form's, and --base-url the import's address.")
          String form,
      @Option(
              names = "--requests-per-minute",
              description = "The requests per minute that its token allows.")
          Integer requestsPerMinute,
      @Option(
              names = "--subscribe",
              split = ",",
              paramLabel = "KIND",
              description = "Event kinds to subscribe to: assigned, status, appointment.")
          List<SubscriptionKind> subscribe,
      @Option(
              names = "--shelf-life",
              paramLabel = "DURATION",
              description = "How long its leads are worth forwarding, such as PT48H.")
          Duration shelfLife) {
    ObjectNode body = object().put("slug", slug).put("name", name);
    if (form != null) {
      body.put("wire", "form");
    }
    ObjectNode wire = body.putObject(form == null ? "oplead" : "form");
    wire.put("token", LeadloopCommand.secret(token));
    if (form != null) {
      wire.put("name", form);
    }
    if (baseUrl != null) {
      wire.put(form == null ? "base_url" : "url", baseUrl.toString());
    }
    if (requestsPerMinute != null) {
      body.put("requests_per_minute", requestsPerMinute);
    }
    if (subscribe != null) {
      ArrayNode kinds = body.putArray("subscribe");
      subscribe.forEach(kind -> kinds.add(kind.wireName()));
    }
    if (shelfLife != null) {
      body.put("shelf_life", shelfLife.toString());
    }
    return admin.print(admin.client().post("/customers", body));
  }

  @Command(name = "list", description = "Lists customers.")
  int list(@Mixin ListOptions options) {
    return admin.list("/customers", Map.of(), options, TABLE);
  }

  @Command(name = "show", description = "Shows one customer with its lane.")
  int show(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().get(path("/customers/%s", slug)));
  }

  @Command(name = "rotate-token", description = "Replaces the Oplead token.")
  int rotateToken(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(
              names = "--token-file",
              required = true,
              paramLabel = "FILE",
              description = "A file with the new token; - for standard input.")
          Path token) {
    ObjectNode body = object().put("token", LeadloopCommand.secret(token));
    return admin.print(admin.client().put(path("/customers/%s/token", slug), body));
  }

  @Command(
      name = "change",
      description = "Changes the given settings; a new host requires the Oplead token.")
  int change(
      @Parameters(paramLabel = "SLUG") String slug,
      @Option(names = "--name") String name,
      @Option(names = "--base-url", description = "Its Oplead's address.") URI baseUrl,
      @Option(
              names = "--wire",
              paramLabel = "WIRE",
              description = "How its leads are sent: rest or form; a new one requires the token.")
          String wire,
      @Option(
              names = "--form",
              paramLabel = "NAME",
              description =
                  "Its form at Oplead's older form import; the token is then the form's, and"
                      + " --base-url the import's address.")
          String form,
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description = "A file with its Oplead token; - for standard input.")
          Path token,
      @Option(
              names = "--requests-per-minute",
              description = "The requests per minute that its token allows.")
          Integer requestsPerMinute,
      @Option(
              names = "--shelf-life",
              paramLabel = "DURATION",
              description = "How long leads accepted from now on are worth forwarding.")
          Duration shelfLife) {
    ObjectNode body = object();
    if (name != null) {
      body.put("name", name);
    }
    if (wire != null) {
      body.put("wire", wire);
    }
    boolean byForm = form != null || "form".equals(wire);
    ObjectNode account = byForm ? body.putObject("form") : body;
    if (form != null) {
      account.put("name", form);
    }
    if (baseUrl != null) {
      account.put(byForm ? "url" : "base_url", baseUrl.toString());
    }
    if (token != null) {
      account.put("token", LeadloopCommand.secret(token));
    }
    if (requestsPerMinute != null) {
      body.put("requests_per_minute", requestsPerMinute);
    }
    if (shelfLife != null) {
      body.put("shelf_life", shelfLife.toString());
    }
    return admin.print(admin.client().patch(path("/customers/%s", slug), body));
  }

  @Command(
      name = "verify",
      description = "Checks the token at the customer's Oplead; exit status 3 if it is refused.")
  int verify(@Parameters(paramLabel = "SLUG") String slug) {
    JsonNode customer = admin.client().post(path("/customers/%s/verify", slug));
    admin.print(customer);
    return ExitStatus.of(customer.at("/verification/said").asText().equals(VERIFIED));
  }

  @Command(
      name = "portal-link",
      description = "Prints a link that opens a page with its own lane once, within 15 minutes.")
  int portalLink(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/customers/%s/portal-links", slug)));
  }

  @Command(name = "pause", description = "Pauses forwarding; leads are queued.")
  int pause(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/customers/%s/pause", slug)));
  }

  @Command(name = "resume", description = "Resumes forwarding.")
  int resume(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/customers/%s/resume", slug)));
  }

  @Command(
      name = "archive",
      description = {
        "Ends the work for a customer: its token is wiped, its lane closed, its grants withdrawn.",
        "Its leads stay readable. rotate-token with a new token brings it back."
      })
  int archive(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post(path("/customers/%s/archive", slug)));
  }

  @Command(name = "providers", description = "Lists the providers that may send to it.")
  int providers(@Parameters(paramLabel = "SLUG") String slug, @Mixin ListOptions options) {
    return admin.list(path("/customers/%s/providers", slug), Map.of(), options, PROVIDERS);
  }

  @Command(name = "subscriptions", description = "Lists its subscriptions.")
  int subscriptions(@Parameters(paramLabel = "SLUG") String slug, @Mixin ListOptions options) {
    return admin.list(path("/customers/%s/subscriptions", slug), Map.of(), options, SUBSCRIPTIONS);
  }

  @Command(name = "subscribe", description = "Subscribes to events of its leads at Oplead.")
  int subscribe(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "KIND", description = "assigned, status or appointment.")
          SubscriptionKind kind) {
    return admin.print(admin.client().put(subscription(slug, kind), object()));
  }

  @Command(name = "renew-subscription", description = "Replaces a subscription at Oplead.")
  int renewSubscription(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "KIND") SubscriptionKind kind) {
    return admin.print(admin.client().post(subscription(slug, kind) + "/renew"));
  }

  @Command(name = "unsubscribe", description = "Cancels a subscription at Oplead.")
  int unsubscribe(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "KIND") SubscriptionKind kind) {
    return admin.print(admin.client().delete(subscription(slug, kind)));
  }

  private static String subscription(String slug, SubscriptionKind kind) {
    return path("/customers/%s/subscriptions/%s", slug, kind.wireName());
  }
}
