package io.leadloop.console.bulk;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.leadloop.bulk.BulkScene;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of bulk operations, from the estimate to the audit. */
@GatewayTest
class BulkPagesTest {
  private static final String PAGES = "/console/leads/bulk";

  @Inject ConsoleClient console;
  @Inject BulkScene scene;

  private Onboarding.Pair pair;
  private String session;
  private String ofCustomer;

  @BeforeEach
  void build() {
    pair = scene.pair();
    session = console.session();
    ofCustomer = "customer=" + pair.customer().slug();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Send 3 leads again, Dry run, does not send now",
    "fr, Renvoyer 3 leads, Simulation, n’envoie pas en ce moment"
  })
  void anEstimateChangesNothingAndLeadsToTheStart(String language, String a, String b, String c) {
    scene.add(pair, 3, "rejected");
    String html =
        page(session)
            .header("Accept-Language", language)
            .get(PAGES + "/new?action=retry&state=rejected&" + ofCustomer)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(html)
        .contains(a, b, c)
        .contains("customer = " + pair.customer().slug() + " · state = rejected")
        .contains("action=\"../../../console/leads/bulk?action=retry&amp;state=rejected&amp;");

    String location = post("?action=retry&state=rejected&" + ofCustomer).getHeader("Location");
    assertThat(location).matches("\\.\\./\\.\\./console/leads/bulk/[0-9a-f-]{36}");
    String id = location.substring(location.lastIndexOf('/') + 1);
    scene.awaitEnd(id);
    String shown = get("/" + id).asString();
    assertThat(shown).contains("100 %", "<b>3</b>", "(Marie)").doesNotContain("data-live");
    assertThat(page(session).get("/console/audit").asString())
        .contains("bulk.start", "bulk.end", "bulk-operations/" + id);
    assertThat(get("").asString()).contains("console/leads/bulk/" + id);
  }

  @Test
  void nothingToChangeIsExplained() {
    get("/new?action=retry&" + ofCustomer)
        .then()
        .statusCode(200)
        .body(containsString("No lead of this filter can be changed"))
        .body(containsString("never sent again"));
    scene.add(pair, 2, "held");
    get("/new?action=release&" + ofCustomer)
        .then()
        .body(containsString("2 left out: held in stopped lanes"));
  }

  @Test
  void aWatcherIsSentWhatChanged() {
    scene.add(pair, 2, "rejected");
    String id = scene.start("retry", Map.of("customer", pair.customer().slug()));
    scene.awaitEnd(id);
    get("/" + id + "/live?seen=running-0-0")
        .then()
        .statusCode(200)
        .body(containsString("<div id=\"live\""))
        .body(containsString("100 %"));
    get("/" + id + "/live?seen=done-2-0").then().statusCode(204);
  }

  @Test
  void anOperationThatEndedStaysSoWhenItIsCancelled() {
    String id = scene.start("retry", Map.of("customer", pair.customer().slug()));
    scene.awaitEnd(id);
    assertThat(post("/" + id + "/cancel").getStatusCode()).isEqualTo(303);
    get("/" + id).then().statusCode(200).body(containsString("done"));
  }

  @ParameterizedTest
  @CsvSource({
    "/new?action=retry, 422, /filter",
    "/new?action=erase&state=held, 404, ",
    "/new?action=release&state=rejected, 422, /filter/state",
    "?after=x, 400, /after"
  })
  void aWrongParameterIsExplainedOnAPage(String query, int status, String pointer) {
    get(query)
        .then()
        .statusCode(status)
        .body(containsString("Request "))
        .body(containsString(pointer == null ? "" : pointer));
  }

  @Test
  void anUnknownOperationIsNotFound() {
    get("/" + UUID.randomUUID()).then().statusCode(404);
    get("/" + UUID.randomUUID() + "/live").then().statusCode(404);
    assertThat(post("/" + UUID.randomUUID() + "/cancel").getStatusCode()).isEqualTo(404);
  }

  /** A slug cannot hold markup, but a status may be any text. */
  @Test
  void aFilterIsNoMarkup() {
    String html = get("/new?action=retry&status=%3Cscript%3Ealert(1)%3C/script%3E").asString();
    assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
  }

  private Response get(String path) {
    return page(session).urlEncodingEnabled(false).get(PAGES + path);
  }

  private Response post(String path) {
    return page(session)
        .urlEncodingEnabled(false)
        .contentType("application/x-www-form-urlencoded")
        .post(PAGES + path);
  }
}
