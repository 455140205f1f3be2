package io.leadloop.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin customer …}. */
@Command(
    name = "customer",
    description = "Customers, their tokens and their lanes.",
    mixinStandardHelpOptions = true)
final class CustomerCommands {
  @ParentCommand private AdminCommand admin;

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
          List<String> subscribe) {
    ObjectNode body = AdminClient.object().put("slug", slug).put("name", name);
    if (form != null) {
      body.put("wire", "form");
    }
    ObjectNode wire = body.putObject(form == null ? "oplead" : "form");
    wire.put("token", AdminCommand.secret(token));
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
      subscribe.forEach(body.putArray("subscribe")::add);
    }
    return admin.print(admin.client().post("/customers", body));
  }

  @Command(name = "list", description = "Lists customers, one per line.")
  int list() {
    admin.client().list("/customers", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "show", description = "Shows one customer with its lane.")
  int show(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().get("/customers/" + slug));
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
    ObjectNode body = AdminClient.object().put("token", AdminCommand.secret(token));
    return admin.print(admin.client().put("/customers/" + slug + "/token", body));
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
          Integer requestsPerMinute) {
    ObjectNode body = AdminClient.object();
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
      account.put("token", AdminCommand.secret(token));
    }
    if (requestsPerMinute != null) {
      body.put("requests_per_minute", requestsPerMinute);
    }
    return admin.print(admin.client().patch("/customers/" + slug, body));
  }

  @Command(name = "verify", description = "Checks the token at the customer's Oplead.")
  int verify(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/customers/" + slug + "/verify"));
  }

  @Command(
      name = "portal-link",
      description = "Prints a link that opens a page with its own lane once, within 15 minutes.")
  int portalLink(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/customers/" + slug + "/portal-links"));
  }

  @Command(name = "pause", description = "Pauses forwarding; leads are queued.")
  int pause(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/customers/" + slug + "/pause"));
  }

  @Command(name = "resume", description = "Resumes forwarding.")
  int resume(@Parameters(paramLabel = "SLUG") String slug) {
    return admin.print(admin.client().post("/customers/" + slug + "/resume"));
  }

  @Command(name = "providers", description = "Lists the providers that may send to it.")
  int providers(@Parameters(paramLabel = "SLUG") String slug) {
    admin.client().list("/customers/" + slug + "/providers", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "subscriptions", description = "Lists its subscriptions, one per line.")
  int subscriptions(@Parameters(paramLabel = "SLUG") String slug) {
    admin.client().list("/customers/" + slug + "/subscriptions", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "subscribe", description = "Subscribes to events of its leads at Oplead.")
  int subscribe(
      @Parameters(paramLabel = "SLUG") String slug,
      @Parameters(paramLabel = "KIND", description = "assigned, status or appointment.")
          String kind) {
    return admin.print(admin.client().put(subscription(slug, kind), AdminClient.object()));
  }

  @Command(name = "renew-subscription", description = "Replaces a subscription at Oplead.")
  int renewSubscription(
      @Parameters(paramLabel = "SLUG") String slug, @Parameters(paramLabel = "KIND") String kind) {
    return admin.print(admin.client().post(subscription(slug, kind) + "/renew"));
  }

  @Command(name = "unsubscribe", description = "Cancels a subscription at Oplead.")
  int unsubscribe(
      @Parameters(paramLabel = "SLUG") String slug, @Parameters(paramLabel = "KIND") String kind) {
    return admin.print(admin.client().delete(subscription(slug, kind)));
  }

  private static String subscription(String slug, String kind) {
    return "/customers/" + slug + "/subscriptions/" + kind;
  }
}
