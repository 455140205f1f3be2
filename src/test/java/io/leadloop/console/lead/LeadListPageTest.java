package io.leadloop.console.lead;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.bulk.BulkScene;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Scenario;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of leads in the console: filters, pages, CSV, and what it offers for all leads. */
@GatewayTest
class LeadListPageTest {
  private static final String LIST = "/console/leads";

  @Inject ConsoleClient console;
  @Inject BulkScene scene;
  @Inject LaneTester lanes;

  private Onboarding.Pair pair;
  private String session;
  private String ofCustomer;

  @BeforeEach
  void build() {
    pair = scene.pair();
    session = console.session();
    ofCustomer = "customer=" + pair.customer().slug();
  }

  @Test
  void theAddressHasAllFilters() {
    String html =
        get("?state=rejected&retrying=true&overdue=true&status=won&period=week&provider="
                + pair.provider().slug()
                + "&"
                + ofCustomer)
            .asString();
    assertThat(html)
        .contains("<option value=\"rejected\" selected>")
        .contains("<option value=\"won\" selected>won</option>")
        .contains("<option value=\"week\" selected>")
        .containsPattern("id=\"retrying\"[^>]*checked")
        .containsPattern("id=\"overdue\"[^>]*checked")
        .contains("value=\"" + pair.customer().slug() + "\"")
        .contains("No lead matches")
        .as("leads on their way are not sent again")
        .doesNotContain("bulk/new");
  }

  @Test
  void pagesFollowEachOtherAndKeepTheFilter() {
    scene.add(pair, 53, "rejected");
    String first = get("?state=rejected&" + ofCustomer).asString();
    assertThat(first)
        .contains("rejected-53<")
        .contains("rejected-4<")
        .doesNotContain("rejected-3<");
    String next = first.replaceFirst("(?s).*href=\"[^\"]*console/leads(\\?after=[^\"]+)\".*", "$1");
    String second = get(next.replace("&amp;", "&")).asString();
    assertThat(second)
        .contains("rejected-3<", "rejected-1<", "First page")
        .doesNotContain("rejected-4<", ">More<");
    assertThat(get("?after=00000000-0000-7000-8000-000000000000&" + ofCustomer).asString())
        .contains("No more leads");
  }

  @Test
  void allLeadsOfAFilterAreOfferedForBulkOperations() {
    scene.add(pair, 1, "rejected");
    get("?" + ofCustomer)
        .then()
        .body(containsString("console/leads/bulk/new?action=retry&amp;" + ofCustomer))
        .body(containsString("console/leads/bulk/new?action=release&amp;" + ofCustomer));
    get("?state=rejected&" + ofCustomer)
        .then()
        .body(containsString("action=retry"))
        .body(not(containsString("action=release")));
    get("").then().body(not(containsString("bulk/new")));
    get("?q=rejected-1").then().body(not(containsString("bulk/new")));
  }

  @Test
  void theListIsSavedAsCsv() {
    scene.add(pair, 2, "rejected");
    submit("=1+1 <script>alert(1)</script>");
    String html = get("?" + ofCustomer).asString();
    assertThat(html)
        .contains("console/leads/csv?" + ofCustomer + "\"")
        .contains("=1+1 &lt;script&gt;")
        .doesNotContain("<script>alert");
    Response csv = get("/csv?" + ofCustomer);
    csv.then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/csv"))
        .header("Content-Disposition", "attachment; filename=\"leads.csv\"")
        .header("X-Content-Type-Options", "nosniff");
    assertThat(csv.asString().lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("provider,id,reference,");
    assertThat(csv.asString())
        .contains(",'=1+1 <script>alert(1)</script>,", ",rejected-1,", ",rejected-2,")
        .doesNotContain("Dupont");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Provider | is not a valid slug",
        "fr | Fournisseur | n’est pas un identifiant valide"
      })
  void aRefusedFilterIsShownAgainWithItsForm(String language, String label, String why) {
    page(session)
        .header("Accept-Language", language)
        .get(LIST + "?provider=Atelier Démo&state=rejected")
        .then()
        .statusCode(400)
        .body(
            containsString(
                "<strong>" + label + "</strong> · <span lang=\"" + language + "\">" + why))
        .body(containsString("value=\"Atelier Démo\""))
        .body(containsString("<option value=\"rejected\" selected>"))
        .body(containsString("<nav "))
        .body(not(containsString("No lead matches")));
  }

  /** The answer is the one that the lead's page has, with the lead's values masked. */
  @Test
  void theListHasOpleadsReasonMasked() {
    try (Scenario lane = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      lane.fault(
          FaultRule.once(
              FaultTarget.CREATE,
              new FaultAction.AnswerWith(
                  422, Optional.empty(), Optional.of("{\"error\":\"doublon <b> de Martinet\"}"))));
      String lead = lane.submit("Martinet");
      lane.awaitState(lead, "rejected");
      get("?customer=" + lane.customer().slug())
          .then()
          .body(matchesRegex("(?s).*HTTP 422</span>\\s+· \\{.{0,30}doublon &lt;b&gt; de •••.*"))
          .body(not(containsString("Martinet")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?retrying=perhaps", "?overdue=perhaps", "/csv?state=none"})
  void aWrongFilterIsExplained(String query) {
    get(query)
        .then()
        .statusCode(400)
        .contentType(ContentType.HTML)
        .body(containsString("Request "));
  }

  private Response get(String query) {
    return page(session).urlEncodingEnabled(false).get(LIST + query);
  }

  private void submit(String reference) {
    pair.asProvider()
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":{\"lastname\":\"Dupont\",\"phone\":\"0601020304\"}}"
                .formatted(pair.customer().slug(), reference))
        .post("/v1/leads")
        .then()
        .statusCode(202);
  }
}
