package io.leadloop.console;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.lane.status.LaneBoard;
import io.leadloop.lane.status.LaneLine;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.Sql;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that count the same leads show the same number, and the API has it. */
@GatewayTest
class CountsAgreeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LEADS = 6;

  @Inject ConsoleClient console;
  @Inject LaneTester lanes;
  @Inject Credentials credentials;
  @Inject LaneBoard board;

  /** Of those that are held, one had its turn, and the others had none. */
  @Test
  void leadsOfALaneAreCountedAlikeWhetherTheyWaitOrAreHeld() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 1)) {
      String slug = scenario.customer().slug();
      submitToAnOpleadThatAsksToWait(scenario);
      await().atMost(PATIENCE).until(() -> lane(slug).getInt("lane.queued") == LEADS);
      assertCounted(slug, LEADS, 0);

      credentials.asAdministrator().post("/admin/v1/customers/" + slug + "/pause");
      await().atMost(PATIENCE).until(() -> lane(slug).getInt("lane.held") == LEADS);
      scenario.submit("Petit");
      await().atMost(PATIENCE).until(() -> lane(slug).getInt("lane.held") == LEADS + 1);
      assertCounted(slug, LEADS + 1, LEADS + 1);
      assertThat(lane(slug).getString("lane.oldest_queued_at")).isNotNull();
    }
  }

  private static void submitToAnOpleadThatAsksToWait(Scenario scenario) {
    FaultAction wait = new FaultAction.AnswerWith(429, Optional.of("600"), Optional.empty());
    scenario.fault(FaultRule.once(FaultTarget.CREATE, wait));
    for (int i = 0; i < LEADS; i++) {
      scenario.submit("Martin");
    }
  }

  private void assertCounted(String slug, int all, int held) {
    String session = console.session();
    assertThat(lane(slug).getInt("lane.queued") + lane(slug).getInt("lane.held")).isEqualTo(all);
    assertThat(find(session, "/console/customers/" + slug, "<b>(\\d+)</b><span>leads wait"))
        .isEqualTo(all);
    String customers = "/console/customers?after=" + slug.substring(0, slug.length() - 1);
    String row = "<td><a href=\"[^\"]*/" + slug + "\">(?s:.*?)<td class=\"right\">([\\d,]+)</td>";
    assertThat(find(session, customers, row)).isEqualTo(all);
    if (held > 0) {
      assertThat(
              find(session, "/console/customers/" + slug, "state=held\">(\\d+)</a> of them held"))
          .isEqualTo(held);
    }
    assertThat(onTheOverview(slug)).isEqualTo(all);
  }

  /** The overview shows the sum over all lanes. */
  @Test
  void theStandingLeadsAreTheSumOfTheLanes() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 1)) {
      submitToAnOpleadThatAsksToWait(scenario);
      String session = console.session();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Map<String, Integer> sums = sums();
                assertThat(find(session, "/console", "waiting for an attempt ([\\d,]+)"))
                    .isEqualTo(sums.get("lane.queued"))
                    .isGreaterThanOrEqualTo(LEADS);
                assertThat(find(session, "/console", "held ([\\d,]+)</a>"))
                    .isEqualTo(sums.get("lane.held"));
              });
    }
  }

  /** A lead counts while it is refused; sent again, it is on no list of refused ones. */
  @Test
  void refusedLeadsAreCountedUntilTheyAreSentAgain() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      scenario.fault(FaultRule.times(2, FaultTarget.CREATE, answer(422)));
      String kept = scenario.submit("Petit");
      String again = scenario.submit("Martin");
      scenario.awaitState(kept, "rejected");
      scenario.awaitState(again, "rejected");
      assertCountedAsListed("rejected");
      credentials.asAdministrator().post("/admin/v1/leads/" + again + "/retry");
      scenario.awaitState(again, "forwarded");
      assertCountedAsListed("rejected");
      assertThat(page(console.session()).get("/console").asString())
          .contains("Leads refused")
          .doesNotContain("All is well");
    }
  }

  @Test
  void uncertainLeadsAreCountedAsTheyAreListed() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      scenario.fault(FaultRule.always(FaultTarget.CREATE, new FaultAction.Drop()));
      String lead = scenario.submit("Petit");
      scenario.awaitState(lead, "uncertain");
      assertCountedAsListed("uncertain");
    }
  }

  /** Other tests' leads change their state meanwhile. */
  private void assertCountedAsListed(String state) {
    String session = console.session();
    String period = state.equals("rejected") ? "&period=day" : "";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(find(session, "/console", state + " ([\\d,]+)</a>"))
                    .isPositive()
                    .isEqualTo(listed(session, "?state=" + state + period)));
  }

  /** The list as a file has all of its pages, and other tests' leads may be thousands. */
  private static int listed(String session, String query) {
    String file =
        page(session).urlEncodingEnabled(false).get("/console/leads/csv" + query).asString();
    return (int) file.lines().count() - 1;
  }

  /** Of three leads that wait, one has waited for long; then Oplead takes another one. */
  @Test
  void aLaneWhoseOpleadFailsIsListedUntilItTakesALead() throws SQLException {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      String slug = scenario.customer().slug();
      String item =
          "customers/" + slug + "\">(?s:.*?)<span>(\\d+) leads? waits?, since \\d+ min; tried";
      String session = console.session();
      scenario.fault(FaultRule.always(FaultTarget.CREATE, answer(500)));
      List<String> leads = Stream.of("A", "B", "C").map(scenario::submit).toList();
      for (String lead : leads) {
        await()
            .atMost(PATIENCE)
            .until(
                () -> scenario.pair().asProvider().get("/v1/leads/" + lead).path("attempts"),
                n -> (int) n >= 1);
      }
      assertThat(failing(session, item)).as("it has failed for some seconds").isZero();
      failedEarlier(leads.get(0));
      assertThat(failing(session, item)).isEqualTo(3);

      failedEarlier(leads.get(1));
      failedEarlier(leads.get(2));
      scenario.oplead().clearFaults(scenario.token());
      String taken = scenario.submit("Petit");
      scenario.awaitState(taken, "forwarded");
      assertThat(failing(session, item)).isZero();
    }
  }

  /** With its circuit breaker open, most of the leads are spared an attempt. */
  @Test
  void aLaneThatRestsSinceOpleadFailsIsListed() throws SQLException {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 1000)) {
      String slug = scenario.customer().slug();
      scenario.fault(FaultRule.always(FaultTarget.CREATE, answer(500)));
      List<String> leads = Stream.generate(() -> scenario.submit("Petit")).limit(30).toList();
      await().atMost(PATIENCE).until(() -> !"closed".equals(lane(slug).getString("lane.circuit")));
      String item =
          "customers/" + slug + "\">(?s:.*?)<span>(\\d+) leads? waits?, since \\d+ min; tried";
      for (String lead : leads) {
        failedEarlier(lead);
      }
      String session = console.session();
      await().atMost(PATIENCE).until(() -> failing(session, item) == 30);
    }
  }

  private static int failing(String session, String item) {
    String html = page(session).get("/console").asString();
    String needs = html.replaceFirst("(?s)id=\"day\".*", "");
    Matcher found = Pattern.compile(item).matcher(needs);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static void failedEarlier(String lead) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              "update failed_attempt set ended_at = ended_at - interval '2 minutes'"
                  + " where lead_id = ?",
              UUID.fromString(lead))
          .execute();
    }
  }

  private static FaultAction answer(int status) {
    return new FaultAction.AnswerWith(status);
  }

  private Map<String, Integer> sums() {
    int queued = 0;
    int held = 0;
    String next = "";
    while (next != null) {
      JsonPath found =
          credentials
              .asAdministrator()
              .get("/admin/v1/customers?limit=500&after=" + next)
              .jsonPath();
      queued += found.getList("items.lane.queued", Integer.class).stream().mapToInt(n -> n).sum();
      held += found.getList("items.lane.held", Integer.class).stream().mapToInt(n -> n).sum();
      next = found.getString("next");
    }
    return Map.of("lane.queued", queued, "lane.held", held);
  }

  /** It shows the first lanes of these alone. */
  private long onTheOverview(String slug) {
    return board.first(10_000).await().atMost(PATIENCE).stream()
        .filter(lane -> lane.slug().equals(slug))
        .mapToLong(LaneLine::queue)
        .sum();
  }

  private JsonPath lane(String slug) {
    return credentials.asAdministrator().get("/admin/v1/customers/" + slug).jsonPath();
  }

  private static int find(String session, String path, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page(session).get(path).asString());
    assertThat(found.find()).as(path + " " + pattern).isTrue();
    return Integer.parseInt(found.group(1).replace(",", ""));
  }
}
