package io.leadloop.console.lead;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of one lead over HTTP. */
@GatewayTest
class LeadPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final FaultRule REFUSAL =
      FaultRule.once(
          FaultTarget.CREATE,
          new FaultAction.AnswerWith(
              422,
              Optional.empty(),
              Optional.of("{\"error\":\"doublon & <script>alert(1)</script> de Martin\"}")));

  @Inject ConsoleClient console;
  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject Pool pool;

  private Scenario lane;
  private String session;
  private String reference;
  private String lead;

  @BeforeEach
  void rejectALead() {
    session = console.session();
    lane = tester.simulate(SimulatorSettings.builder().statuses("En cours").build(), 100);
    lane.fault(REFUSAL);
    reference = "<script>'&" + UUID.randomUUID();
    lead = lane.submit("Martin", Map.of("reference", '"' + reference + '"'));
    lane.awaitState(lead, "rejected");
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Now | Oplead refused the lead for good | Attempt 1 | HTTP 422 | Send again",
        "fr | Maintenant | Oplead a refusé le lead définitivement | Tentative 1 | HTTP 422 | Renvoyer"
      })
  void aRejectedLeadShowsWhyAndWhatNext(
      String language, String a, String b, String c, String d, String e) {
    await().atMost(PATIENCE).until(() -> lane.types(lead).contains("io.leadloop.lead.rejected.v1"));
    page(session)
        .header("Accept-Language", language)
        .get(path(""))
        .then()
        .statusCode(200)
        .body(containsString(a))
        .body(containsString(b))
        .body(containsString(c))
        .body(containsString(d))
        .body(containsString(e))
        .body(containsString("doublon &amp; &lt;script&gt;"))
        .body(not(containsString("<script>alert")))
        .body(not(containsString("<script>'")))
        .body(not(containsString("Martin")))
        .body(not(containsString("0601020304")));
  }

  @Test
  void itIsSentAgainThenAskedForAndItsStatusShown() {
    post("retry", "retried");
    await().atMost(PATIENCE).until(() -> lane.types(lead).size() == 3);
    post("poll", "polled");
    page(session)
        .get(path("?done=polled"))
        .then()
        .body(containsString("Oplead answered."))
        .body(containsString("Nothing: Oplead has the lead."))
        .body(containsString("Callback"))
        .body(containsString("En cours"));
    post("resend").statusCode(409).body(containsString("There is nothing to send again"));
  }

  /** The history names who sent it again; attempts are counted from there. */
  @Test
  void theHistoryNamesWhoSentTheLeadAgain() {
    lane.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.AnswerWith(500)));
    post("retry", "retried");
    await()
        .atMost(PATIENCE)
        .until(() -> page(session).get(path("")).asString().contains("HTTP 500"));
    page(session)
        .get(path(""))
        .then()
        .body(containsString("<strong>Sent again, or released, by</strong> <span class=\"dim\">"))
        .body(not(containsString("since it was sent again")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Resume | It waits: the customer is paused | since it was sent again",
        "fr | Reprendre | Il attend : le client est en pause | depuis son renvoi"
      })
  void aLeadSentAgainToAPausedCustomerWaitsForItsResumption(
      String language, String resume, String waits, String since) {
    customer("pause");
    post("retry", "retried");
    lane.awaitState(lead, "held");
    String html = show(language, "?done=retried");
    assertThat(html)
        .contains(resume + " " + lane.customer().slug() + "</button>")
        .contains("customers/" + lane.customer().slug() + "/resume\"")
        .contains("notice bad", waits, "<dd>0 <span class=\"dim\">" + since)
        .doesNotContain("/retry\"", "It is sent again.<", "Il est renvoyé.<");
    customer("resume");
    lane.awaitState(lead, "forwarded");
    assertThat(show(language, "")).doesNotContain("/resume\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | New token for | Oplead refuses the customer’s token",
        "fr | Nouveau jeton pour | Oplead refuse le jeton du client"
      })
  void aLeadWhoseTokenIsRefusedNeedsANewOne(String language, String token, String waits) {
    lane.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.AnswerWith(401)));
    post("retry", "retried");
    lane.awaitState(lead, "held");
    assertThat(show(language, "?done=retried"))
        .contains(token + " " + lane.customer().slug() + "</a>", "/change/token\"", waits)
        .doesNotContain("/retry\"", "/resume\"");
  }

  @Test
  void theLivePartFollowsTheLead() {
    // The events of the lead may still be on their way to the feed.
    String seen =
        await()
            .atMost(PATIENCE)
            .until(
                () -> shownVersion(),
                shown -> page(session).get(path("/live?seen=" + shown)).statusCode() == 204);
    post("retry", "retried");
    lane.awaitState(lead, "forwarded");
    await()
        .atMost(PATIENCE)
        .until(() -> page(session).get(path("/live?seen=" + seen)).statusCode() == 200);
    page(session)
        .get(path("/live?seen=" + seen))
        .then()
        .body(containsString("id=\"live\" data-live"))
        .body(containsString("forwarded"))
        .body(not(containsString("Martin")))
        .body(not(containsString("name=\"confirmation\"")));
    page(session).get("/console/leads/" + UUID.randomUUID() + "/live").then().statusCode(404);
  }

  private String shownVersion() {
    String html = show("en", "");
    assertThat(html).contains("id=\"live\" data-live");
    return html.replaceFirst("(?s).*/live\\?seen=([^\"]+)\".*", "$1");
  }

  @Test
  void aLeadThatOpleadDoesNotHaveIsReported() {
    post("retry", "retried");
    lane.awaitState(lead, "forwarded");
    lane.fault(FaultRule.always(FaultTarget.READ, new FaultAction.AnswerWith(404)));
    post("poll", "absent");
    page(session)
        .get(path("?done=absent"))
        .then()
        .body(containsString("notice bad"))
        .body(containsString("does not have the lead."));
  }

  @Test
  void aLeadWithoutAnIdOfOpleadsCannotBeAskedFor() {
    page(session).get(path("")).then().body(not(containsString("/poll\"")));
    post("poll").statusCode(409).body(containsString("Oplead cannot be asked for the lead"));
  }

  @Test
  void erasureNeedsTheReference() {
    for (String typed : new String[] {"", "erase", lead, reference.toUpperCase()}) {
      erase(typed).header("Location", containsString("?done=mistyped"));
    }
    page(session)
        .get(path("?done=mistyped"))
        .then()
        .body(containsString("Nothing was erased"))
        .body(containsString("name=\"confirmation\""));
    erase(" " + reference + " ").header("Location", containsString("?done=erased"));
    page(session)
        .get(path("?done=erased"))
        .then()
        .body(containsString("Personal data erased"))
        .body(not(containsString("name=\"confirmation\"")))
        .body(not(containsString("doublon")))
        .body(not(containsString("/retry\"")));
  }

  @Test
  void aLeadWithoutAReferenceIsErasedByItsId() {
    lead = lane.submit("Martin");
    lane.awaitState(lead, "forwarded");
    erase("").header("Location", containsString("?done=mistyped"));
    erase(lead).header("Location", containsString("?done=erased"));
  }

  @Test
  void whatIsOlderIsOnAPageOfItsOwn() {
    pool.preparedQuery(
            """
            insert into failed_attempt (lead_id, claim, number, ended_at, outcome, http_status,
              duration_millis)
            select $1, n, n, now() + n * interval '1 s', 'unavailable', 503, 20
            from generate_series(100, 160) n
            """)
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .atMost(PATIENCE);
    String html = page(session).get(path("")).then().statusCode(200).extract().asString();
    assertThat(html)
        .contains("Attempt 160", "Attempt 111", ">Older<")
        .doesNotContain("Attempt 110");
    String older = html.replaceFirst("(?s).*\\?before=([^\"]+)\".*", "$1");
    page(session)
        .get(path("?before=" + older))
        .then()
        .statusCode(200)
        .body(containsString("Attempt 110"))
        .body(containsString("Accepted"))
        .body(containsString(">Newest<"))
        .body(not(containsString("Attempt 111")));
    page(session)
        .get(path("?before=x"))
        .then()
        .statusCode(400)
        .body(containsString("The request cannot be read"));
  }

  @Test
  void nothingIsDoneToAnUnknownLead() {
    lead = UUID.randomUUID().toString();
    for (String action : new String[] {"retry", "poll", "resend", "erase"}) {
      post(action).statusCode(404);
    }
  }

  private String show(String language, String rest) {
    return page(session).header("Accept-Language", language).get(path(rest)).asString();
  }

  private void customer(String action) {
    credentials
        .asAdministrator()
        .post("/admin/v1/customers/" + lane.customer().slug() + "/" + action)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse erase(String typed) {
    return page(session)
        .formParam("confirmation", typed)
        .post(path("/erase"))
        .then()
        .statusCode(303);
  }

  private void post(String action, String done) {
    post(action).statusCode(303).header("Location", containsString(lead + "?done=" + done));
  }

  private ValidatableResponse post(String action) {
    return page(session)
        .contentType("application/x-www-form-urlencoded")
        .post(path("/" + action))
        .then();
  }

  private String path(String rest) {
    return "/console/leads/" + lead + rest;
  }
}
