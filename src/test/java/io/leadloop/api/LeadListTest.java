package io.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of leads, by their filters and as CSV, for providers and for administrators. */
@GatewayTest
class LeadListTest {
  private static final String COLUMNS =
      "id,reference,customer,state,oplead_id,status_code,status_label,status_at,attempts,"
          + "last_error,next_attempt_at,created_at,updated_at,erased_at";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Inject Onboarding onboarding;
  @Inject Credentials credentials;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private Onboarding.Pair pair;
  private String slug;

  /** Its lane is paused, so that no attempt moves its leads. */
  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    slug = pair.provider().slug();
    credentials
        .asAdministrator()
        .post("/admin/v1/customers/" + pair.customer().slug() + "/pause")
        .then()
        .statusCode(200);
  }

  @Test
  void eachFilterSelectsItsLeads() throws SQLException {
    String won = submit("won-1");
    String rejected = submit("rejected-1");
    String other = submit("other-1");
    end(won, "forwarded", "won");
    end(rejected, "rejected", null);
    end(other, "expired", null);
    String later = Instant.now().plusSeconds(600).toString();
    String before = Instant.now().minusSeconds(600).toString();

    assertIds("reference=won-1", won);
    assertIds("state=rejected", rejected);
    assertIds("status=won", won);
    assertIds("status=won&state=forwarded&customer=" + pair.customer().slug(), won);
    assertIds("status=won&state=rejected");
    assertIds("created_after=" + later);
    assertIds("updated_after=" + later);
    assertIds("created_after=" + before + "&updated_after=" + before, other, rejected, won);
    assertIds("customer=somebody-elses");
  }

  @Test
  void aParameterWithAnEmptyValueIsAbsent() {
    String first = submit("first");
    String second = submit("second");
    String none = "reference=&customer=&status=&state=&created_after=&updated_after=&limit=&after=";

    assertIds(none, second, first);
    assertIds("limit=&limit=1&reference=first&" + none, first);
    assertAdminIds("retrying=&overdue=&reference=second&" + none, second);
    assertThat(ids(pair.key().reveal(), "/v1/leads/" + first + "/events?after=&limit="))
        .hasSizeLessThan(2); // It may be held by now.
    String administrator = credentials.of("ADMINISTRATOR_KEY").orElseThrow();
    assertThat(ids(administrator, "/admin/v1/audit?after=&limit=")).isNotEmpty();
  }

  /** Its state and its attempts are what they were. */
  @Test
  void aLeadThatIsLookedUpStaysUncertain() throws SQLException {
    String lead = submit("looked-up");
    end(lead, "uncertain", null);
    int attempts = pair.asProvider().get("/v1/leads/" + lead).path("attempts");
    sql(
        "insert into lane_request (request_id, claim, customer_id, kind, lease_until)"
            + " select id, 1, customer_id, 'look-up', now() + interval '1 hour' from lead"
            + " where id = ?",
        lead);

    assertIds("state=uncertain", lead);
    assertIds("state=forwarding");
    pair.asProvider()
        .get("/v1/leads/" + lead)
        .then()
        .body("state", is("uncertain"), "attempts", is(attempts));
    sql("delete from lane_request where request_id = ?", lead);
  }

  @Test
  void administratorsFindLeadsThatRetryAndThoseWhoseFeedbackIsOverdue() throws SQLException {
    String retrying = submit("retrying");
    String waiting = submit("waiting");
    String overdue = submit("overdue");
    String awaited = submit("awaited");
    end(overdue, "forwarded", null);
    end(awaited, "forwarded", null);
    sql("delete from lead_queue where lead_id = ?", retrying, waiting);
    queue(retrying, true);
    queue(waiting, false);
    await(overdue, "null");
    await(awaited, "now() + interval '1 day'");

    assertAdminIds("retrying=true", retrying);
    assertAdminIds("retrying=true&reference=retrying", retrying);
    assertAdminIds("retrying=true&reference=waiting");
    assertAdminIds("overdue=true", overdue);
    assertAdminIds("overdue=true&customer=" + pair.customer().slug(), overdue);
    assertAdminIds("overdue=true&customer=somebody-elses");
    assertAdminIds("overdue=true&reference=overdue", overdue);
    assertAdminIds("overdue=true&reference=awaited");
    assertAdminIds("overdue=true&retrying=true");
    assertAdminIds("overdue=false&state=forwarded", awaited, overdue);
    pair.asProvider().delete("/v1/leads/" + overdue).then().statusCode(204);
    assertAdminIds("overdue=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state=none",
        "created_after=yesterday",
        "updated_after=1",
        "limit=501",
        "after=x",
        "retrying=yes",
        "overdue=1",
        "provider=Not%20A%20Slug"
      })
  void aWrongValueIsExplained(String query) {
    credentials
        .asAdministrator()
        .urlEncodingEnabled(false)
        .get("/admin/v1/leads?" + query)
        .then()
        .statusCode(400)
        .body("type", is("/problems/invalid-request"))
        .body("errors[0].pointer", equalTo("/" + query.substring(0, query.indexOf('='))));
  }

  @Test
  void aPageAsCsvHasTheSameLeadsAndALinkToTheNext() throws SQLException {
    String formula = submit("=cmd|' /C calc'!A0");
    String quoted = submit("a \\\"b\\\", <script>alert(1)</script>");
    String plain = submit("LP-1");
    end(plain, "rejected", null);
    Response first = csv("/v1/leads?limit=2&customer=" + pair.customer().slug());
    first
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/csv"))
        .header(
            "Link",
            "<?customer=%s&limit=2&after=%s>; rel=\"next\""
                .formatted(pair.customer().slug(), quoted));
    List<String> lines = first.asString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(COLUMNS);
    assertThat(lines.get(1))
        .startsWith(plain + ",LP-1," + pair.customer().slug() + ",rejected,,,,,0,HTTP 422,,");
    assertThat(lines.get(2)).startsWith(quoted + ",\"a \"\"b\"\", <script>alert(1)</script>\",");
    assertThat(first.asString()).endsWith("\r\n").doesNotContain("Dupont", "0601020304");

    String next = first.getHeader("Link").replaceFirst("^<([^>]+)>.*$", "$1");
    Response second = csv("/v1/leads" + next);
    assertThat(second.getHeader("Link")).isNull();
    assertThat(second.asString().lines().toList().get(1))
        .startsWith(formula + ",'=cmd|' /C calc'!A0,");
  }

  @Test
  void withoutTheNameOfCsvAListIsJson() {
    submit("LP-2");
    for (String accept : List.of("*/*", "application/json", "text/html", "text/*;q=0.1")) {
      pair.asProvider()
          .header("Accept", accept)
          .get("/v1/leads")
          .then()
          .contentType(ContentType.JSON)
          .body("items.reference", contains("LP-2"))
          .body("next", is((Object) null));
    }
  }

  @Test
  void theCommandLinePrintsAllPagesAsCsv() throws SQLException {
    List<String> leads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      leads.add(submit("cli-" + i));
    }
    end(leads.get(0), "rejected", null);
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    AdminCommandLine.Ended all = admin.end("lead", "list", "--provider", slug, "--output", "csv");
    assertThat(all.status()).as(all.err()).isZero();
    assertThat(all.out().lines().toList()).hasSize(4).first().isEqualTo("provider," + COLUMNS);
    AdminCommandLine.Ended rejected =
        admin.end("lead", "list", "--provider", slug, "--state", "rejected", "--output", "csv");
    assertThat(rejected.out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(slug + "," + leads.get(0));
    AdminCommandLine.Ended none =
        admin.end(
            "lead",
            "list",
            "--provider",
            slug,
            "--retrying",
            "--created-after",
            "2026-01-01T00:00:00Z");
    assertThat(none.status()).as(none.err()).isZero();
    assertThat(none.out()).isBlank();
    assertThat(admin.end("lead", "list", "--output", "xml").status()).isEqualTo(2);
  }

  private Response csv(String path) {
    return pair.asProvider().urlEncodingEnabled(false).header("Accept", "text/csv").get(path);
  }

  private void assertIds(String query, String... ids) {
    assertThat(ids(pair.key().reveal(), "/v1/leads?" + query)).containsExactly(ids);
    assertAdminIds(query, ids);
  }

  private void assertAdminIds(String query, String... ids) {
    String administrator = credentials.of("ADMINISTRATOR_KEY").orElseThrow();
    assertThat(ids(administrator, "/admin/v1/leads?provider=" + slug + "&" + query))
        .containsExactlyInAnyOrder(ids);
  }

  /** REST Assured would leave out a parameter with an empty value. */
  private static List<String> ids(String key, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + key)
            .build();
    HttpResponse<String> answer = CLIENT.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JsonPath.from(answer.body()).getList("items.id");
  }

  private String submit(String reference) {
    return pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
                .formatted(pair.customer().slug(), reference))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  /** As a settlement leaves it. */
  private static void end(String lead, String state, String status) throws SQLException {
    sql("delete from lead_queue where lead_id = ?", lead);
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              """
              insert into lead_progress (lead_id, customer_id, provider_id, state, status_code, status_at,
                last_error)
              select id, customer_id, provider_id, ?, ?, case when ? = 'won' then now() end,
                case when ? = 'rejected' then 'HTTP 422' end
              from lead where id = ?
              on conflict (lead_id) do update set state = excluded.state, due_at = null,
                status_code = excluded.status_code, status_at = excluded.status_at,
                last_error = excluded.last_error
              """,
              state,
              status,
              status,
              state,
              UUID.fromString(lead))
          .execute();
    }
  }

  private static void queue(String lead, boolean isRetry) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              """
              with progress as (
                insert into lead_progress (lead_id, customer_id, provider_id, due_at, retry, attempts,
                  claims, state)
                select id, customer_id, provider_id, now() + interval '1 hour', ?, 1, 1, 'uncertain'
                from lead where id = ?
                on conflict (lead_id) do update set due_at = excluded.due_at, retry = excluded.retry,
                  attempts = 1, claims = 1, state = 'uncertain'
                returning *
              )
              insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at,
                is_uncertain)
              select customer_id, provider_id, retry, due_at, lead_id, 'infinity', true from progress
              """,
              isRetry,
              UUID.fromString(lead))
          .execute();
    }
  }

  private static void await(String lead, String silentUntil) throws SQLException {
    sql(
        "insert into awaited_feedback (lead_id, customer_id, silent_until) select id, customer_id, "
            + silentUntil
            + " from lead where id = ?",
        lead);
  }

  private static void sql(String statement, String... leads) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      for (String lead : leads) {
        Sql.prepare(connection, statement, UUID.fromString(lead)).execute();
      }
    }
  }
}
