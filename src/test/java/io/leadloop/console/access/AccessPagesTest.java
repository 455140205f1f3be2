package io.leadloop.console.access;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LostTable;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of keys and sessions, and of the audit. */
@GatewayTest
class AccessPagesTest {
  private static final String MARKUP = "<script>alert(1)</script>\"'>&{console:end}";

  @Inject ConsoleClient console;
  @Inject Credentials credentials;
  @Inject Onboarding onboarding;

  private String session;

  @BeforeEach
  void signIn() {
    session = console.session();
  }

  @ParameterizedTest
  @CsvSource({"viewer, 'viewer, read only', 403", "admin, administrator, 303"})
  void aKeyIsCreatedWithARoleAndShownOnce(String role, String word, int status) {
    String name = "Vincent " + UUID.randomUUID();
    Response created = create(Map.of("name", name, "role", role, "expires", "2099-12-31"));
    created.then().statusCode(200).body(containsString("Shown this once."));
    String key = keyIn(created);
    assertThat(key).startsWith("lla_");

    String html = page(session).get("/console/access").asString();
    assertThat(html).contains(name, word, "31 Dec 2099 00:00:00").doesNotContain(key);
    String theirs = ConsoleClient.sessionIn(ConsoleClient.signIn("key", key));
    page(theirs)
        .contentType("application/x-www-form-urlencoded")
        .post("/console/access/sessions/%s/end".formatted(UUID.randomUUID()))
        .then()
        .statusCode(status);
  }

  /** The lists were read for the page, and a failure of that lost the key. */
  @Test
  void aKeyIsShownThoughTheListsCannotBeRead() throws SQLException {
    Response created;
    try (LostTable lost = LostTable.after("insert on administrator_key", "browser_session")) {
      created = create(Map.of("name", "Vincent", "role", "admin"));
    }
    assertThat(created.statusCode()).isEqualTo(200);
    ConsoleClient.sessionIn(ConsoleClient.signIn("key", keyIn(created)));
  }

  private static String keyIn(Response created) {
    return created
        .asString()
        .replaceFirst("(?s).*<code id=\"fact-api-key\" data-once>([^<]+)</code>.*", "$1");
  }

  @ParameterizedTest
  @CsvSource({"'', admin, ''", "x, owner, ''", "x, admin, 2001-01-01", "x, admin, tomorrow"})
  void aKeyThatTheApiWouldRefuseIsRefused(String name, String role, String expires) {
    Response answer = create(Map.of("name", name, "role", role, "expires", expires));
    answer.then().statusCode(422).body(containsString("Request "));
    assertThat(answer.asString()).doesNotContain("fact-api-key");
  }

  @ParameterizedTest
  @CsvSource({"en, Expires on, must be", "fr, Expire le, doit"})
  void aKeyThatIsRefusedIsShownAgainAsItWasTyped(String language, String input, String reason) {
    page(session)
        .header("Accept-Language", language)
        .formParams(Map.of("name", MARKUP, "role", "viewer", "expires", "2001-01-01"))
        .post("/console/access/keys")
        .then()
        .statusCode(422)
        .body(containsString("<strong>" + input + "</strong>"))
        .body(containsString(reason))
        .body(containsString("value=\"&lt;script&gt;alert(1)&lt;/script&gt;"))
        .body(containsString("<option value=\"viewer\" selected>"))
        .body(containsString("value=\"2001-01-01\""));
  }

  @Test
  void aNameIsText() {
    create(Map.of("name", MARKUP, "role", "admin"));
    assertThat(page(session).get("/console/access").asString())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  private Response create(Map<String, String> form) {
    return page(session).formParams(form).post("/console/access/keys");
  }

  @Test
  void theAuditIsFilteredByWhatItsLinksName() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    String customer = pair.customer().slug();
    String path = "/admin/v1/providers/" + pair.provider().slug() + "/customers/" + customer;
    credentials.asAdministrator().delete(path).then().statusCode(204);
    credentials
        .asAdministrator()
        .contentType(ContentType.JSON)
        .body(Map.of("name", MARKUP, "requests_per_minute", 77))
        .patch("/admin/v1/customers/" + customer)
        .then()
        .statusCode(200);
    String query = "?subject=customers%2F" + customer;
    await()
        .untilAsserted(
            () ->
                audit(query)
                    .then()
                    .statusCode(200)
                    .body(containsString("customer.change"))
                    .body(containsString("requests_per_minute"))
                    .body(containsString("<td>77</td>")));
    String html = audit(query).asString();
    assertThat(html)
        .contains("&lt;script&gt;alert(1)", "audit?action=customer.change", query)
        .doesNotContain("<script>alert", "provider.withdraw");
    assertThat(
            audit(
                    "?action=provider.withdraw&subject=providers%2F"
                        + pair.provider().slug()
                        + "%2Fcustomers%2F"
                        + customer)
                .asString())
        .contains("provider.withdraw", "<td>" + customer + "</td>");
  }

  @ParameterizedTest
  @CsvSource({"en, Before", "fr, Avant"})
  void aPauseShowsWhatTheLaneWasAndTimesAsTheColumnHasThem(String language, String before) {
    String customer = onboarding.providerWithCustomer().customer().slug();
    for (String action : new String[] {"verify", "pause", "resume"}) {
      credentials.asAdministrator().post("/admin/v1/customers/" + customer + "/" + action);
    }
    String query = "/console/audit?subject=customers%2F" + customer;
    await()
        .untilAsserted(
            () ->
                assertThat(
                        page(session)
                            .urlEncodingEnabled(false)
                            .header("Accept-Language", language)
                            .get(query)
                            .asString())
                    .contains(before)
                    .containsSubsequence(
                        "<th scope=\"row\">lane</th><td>paused</td><td>open</td>",
                        "<th scope=\"row\">lane</th><td>open</td><td>paused</td>",
                        "<th scope=\"row\">verification.at</th><td>—</td>")
                    .doesNotContainPattern("<td>\\d{4}-\\d\\d-\\d\\dT")
                    .contains(
                        "<td class=\"whole\"><a class=\"mono\"", ">customers/" + customer + "<"));
  }

  @Test
  void aDayIsAPeriod() {
    await().untilAsserted(() -> audit("").then().body(containsString("session.open")));
    audit("?from=2001-01-01&until=2001-12-31")
        .then()
        .statusCode(200)
        .body(containsString("No entry matches"))
        .body(not(containsString("session.open")));
    audit("?from=2001-01-01&until=2099-12-31").then().body(containsString("session.open"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?from=today", "?until=2026-02-31", "?after=x", "?actor=%00"})
  void anUnreadableFilterIsExplained(String query) {
    audit(query)
        .then()
        .statusCode(400)
        .body(containsString("<h1>"))
        .body(containsString("notice bad"))
        .body(containsString("<form class=\"filters\""));
  }

  @Test
  void theAuditIsAFile() {
    await().untilAsserted(() -> audit("").then().body(containsString("session.open")));
    Response file = page(session).get("/console/audit/csv?action=session.open");
    file.then()
        .statusCode(200)
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    assertThat(file.asString()).startsWith("time,actor,address,action,subject,changes\r\n");
    assertThat(file.asString().lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.contains(",session.open,sessions,"));
  }

  private Response audit(String query) {
    return page(session).urlEncodingEnabled(false).get("/console/audit" + query);
  }
}
