package io.leadloop.console;

import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the console's pages show in tests: leads in several states, and lanes that need somebody.
 */
@ApplicationScoped
public class ConsoleScene {
  private static final int LEADS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LaneTester tester;
  private final Credentials credentials;

  ConsoleScene(LaneTester tester, Credentials credentials) {
    this.tester = tester;
    this.credentials = credentials;
  }

  /** Builds the scene; the caller closes it. */
  public Scene build() {
    Scenario open = tester.simulate(SimulatorSettings.defaults(), 100);
    rename(open, "Cuisines Durand", "Atelier Nord");
    List<String> leads = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      leads.add(open.submit("Martin", reference()));
    }
    LaneTester.Lane refused =
        tester.open(
            new OpleadAccess(Optional.of(open.oplead().baseUrl()), UUID.randomUUID().toString()),
            100);
    rename(refused, "Vérandas Sud", "Habitat Direct");
    String held = refused.submit("Petit", reference());
    String endpoint = addFailingEndpoint(open);
    leads.forEach(lead -> open.awaitState(lead, "forwarded"));
    await().atMost(PATIENCE).until(() -> open.types(leads.get(0)).size() > 2 && isStopped(refused));
    return new Scene(open, refused, leads.get(0), held, endpoint);
  }

  private boolean isStopped(LaneTester.Lane lane) {
    return credentials
        .asAdministrator()
        .get("/admin/v1/customers/" + lane.customer().slug())
        .jsonPath()
        .getString("lane.state")
        .equals("token_refused");
  }

  private String addFailingEndpoint(Scenario scenario) {
    String slug = scenario.pair().provider().slug();
    String id =
        credentials
            .asAdministrator()
            .contentType(ContentType.JSON)
            .body(Map.of("url", "http://hooks.example.com:8080/leadloop?secret=hidden"))
            .post("/admin/v1/providers/" + slug + "/endpoints")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    try (Connection connection = Sql.connectAsOwner()) {
      UUID endpoint = UUID.fromString(id);
      Sql.prepare(connection, "update push_endpoint set state = 'disabled' where id = ?", endpoint)
          .execute();
      Sql.prepare(
              connection,
              "update push_cursor set failing_since = now() - interval '3 hours', failures = 12,"
                  + " last_error = 'HTTP 503' where endpoint_id = ?",
              endpoint)
          .execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return id;
  }

  private void rename(LaneTester.Lane lane, String customer, String provider) {
    rename("/admin/v1/customers/" + lane.customer().slug(), customer);
    rename("/admin/v1/providers/" + lane.pair().provider().slug(), provider);
  }

  /**
   * Has the overview show a customer among the first, however many others there are: its lane is
   * stopped and rests as well. Resumed, it rests for some minutes.
   */
  void listFirst(String slug) {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              "update lane set state = 'paused', stop_reason = 'the customer is paused',"
                  + " sleeps_until = now() + interval '5 minutes'"
                  + " where customer_id = (select id from customer where slug = ?)",
              slug)
          .execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes the name of a customer or provider. */
  void rename(String path, String name) {
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(Map.of("name", name))
        .patch(path)
        .then()
        .statusCode(200);
  }

  private static Map<String, String> reference() {
    return Map.of("reference", "\"LP-" + UUID.randomUUID().toString().substring(0, 13) + "\"");
  }

  /**
   * @param lead a forwarded one, with statuses
   * @param held one whose token was refused
   * @param endpoint a disabled one
   */
  public record Scene(
      Scenario open, LaneTester.Lane refused, String lead, String held, String endpoint)
      implements AutoCloseable {
    public String customer() {
      return open.customer().slug();
    }

    public String provider() {
      return open.pair().provider().slug();
    }

    private String endpointPage() {
      return "/console/providers/" + provider() + "/endpoints/" + endpoint;
    }

    /** The page of a list that begins with that slug, however many others there are. */
    private static String from(String slug) {
      return "?after=" + slug.substring(0, slug.length() - 1);
    }

    /** The address of each page, by a name for its screenshots. */
    public Map<String, String> pages() {
      return Map.ofEntries(
          Map.entry("overview", "/console"),
          Map.entry("leads", "/console/leads"),
          Map.entry("leads-none", "/console/leads?q=nothing-like-that"),
          Map.entry("leads-overdue", "/console/leads?overdue=true&status=won"),
          Map.entry("bulk", "/console/leads/bulk"),
          Map.entry("bulk-plan", "/console/leads/bulk/new?action=retry&state=held"),
          Map.entry("lead", "/console/leads/" + lead),
          Map.entry("lead-held", "/console/leads/" + held),
          Map.entry("customers", "/console/customers" + from(customer())),
          Map.entry("customer", "/console/customers/" + customer()),
          Map.entry("customer-refused", "/console/customers/" + refused.customer().slug()),
          Map.entry("providers", "/console/providers" + from(provider())),
          Map.entry("provider", "/console/providers/" + provider()),
          Map.entry("customer-new", "/console/customers/_new"),
          Map.entry("customer-change", "/console/customers/" + customer() + "/change"),
          Map.entry("customers-archived", "/console/customers?archived=true"),
          Map.entry("customer-archive", "/console/customers/" + customer() + "/change/archive"),
          Map.entry("providers-archived", "/console/providers?archived=true"),
          Map.entry("provider-archive", "/console/providers/" + provider() + "/change/archive"),
          Map.entry("customer-token", "/console/customers/" + customer() + "/change/token"),
          Map.entry("provider-new", "/console/providers/_new"),
          Map.entry("provider-change", "/console/providers/" + provider() + "/change"),
          Map.entry("provider-disable", "/console/providers/" + provider() + "/change/disable"),
          Map.entry("key-new", "/console/providers/" + provider() + "/keys/_new"),
          Map.entry("form-new", "/console/providers/" + provider() + "/forms/_new"),
          Map.entry("endpoint", endpointPage()),
          Map.entry("endpoint-new", "/console/providers/" + provider() + "/endpoints/_new"),
          Map.entry("endpoint-change", endpointPage() + "/change"),
          Map.entry("endpoint-resend", endpointPage() + "/change/resend"),
          Map.entry("push", "/console/push"),
          Map.entry("feedback", "/console/feedback"),
          Map.entry("audit", "/console/audit"),
          Map.entry("access", "/console/access"),
          Map.entry("about", "/console/about"),
          Map.entry("problem", "/console/customers/nobody-here"));
    }

    @Override
    public void close() {
      open.close();
    }
  }
}
