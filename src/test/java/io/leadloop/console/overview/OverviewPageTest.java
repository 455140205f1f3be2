package io.leadloop.console.overview;

import static io.leadloop.testing.ConsoleClient.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.leadloop.console.overview.Overview.ExpiringKey;
import io.leadloop.console.overview.Overview.ExpiringLane;
import io.leadloop.console.overview.Overview.FailingLane;
import io.leadloop.console.overview.Overview.LogState;
import io.leadloop.console.overview.Overview.MissingFeedback;
import io.leadloop.console.overview.Overview.Standing;
import io.leadloop.lane.status.LaneLine;
import io.leadloop.page.Assets;
import io.leadloop.page.PageContext;
import io.leadloop.page.Preferences;
import io.leadloop.page.Theme;
import io.leadloop.push.endpoint.EndpointLine;
import io.leadloop.tally.LastDay;
import io.leadloop.tally.LeadCohort;
import io.leadloop.tally.Tallies;
import io.leadloop.tally.TallyKey;
import io.leadloop.tally.TallyKind;
import io.leadloop.tally.TallyReader;
import io.leadloop.testing.ConsoleClient;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the overview shows of given facts, and that it reads them. */
@GatewayTest
class OverviewPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2031-06-15T10:42:05Z");
  private static final String SCRIPT = "<script>alert(1)</script>\"'&";
  private static final LogState WELL = new LogState(0, Optional.empty(), 0, Optional.empty());
  private static final Standing NONE = new Standing(0, 0, 0, 0, 0, 0);

  @Inject Assets assets;
  @Inject Tallies tallies;
  @Inject TallyReader reader;
  @Inject Onboarding onboarding;
  @Inject ConsoleClient console;
  @Inject Pool pool;

  private LastDay empty;

  @BeforeEach
  void readAnEmptyDay() {
    empty = reader.lastDay(NOW.plus(Duration.ofDays(365))).await().atMost(PATIENCE);
  }

  @Test
  void theLastDayHasItsFiguresAndABarForEachHour() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    Map<TallyKey, Integer> counts = new HashMap<>();
    LeadCohort now = LeadCohort.of(pair.provider().id(), pair.customer().id(), NOW);
    LeadCohort first =
        LeadCohort.of(pair.provider().id(), pair.customer().id(), NOW.minus(Duration.ofHours(23)));
    LeadCohort before =
        LeadCohort.of(pair.provider().id(), pair.customer().id(), NOW.minus(Duration.ofHours(24)));
    counts.put(new TallyKey(before, TallyKind.TAKEN, 0), 900);
    counts.put(new TallyKey(first, TallyKind.TAKEN, 0), 1_000);
    counts.put(new TallyKey(now, TallyKind.TAKEN, 3), 500);
    counts.put(new TallyKey(first, TallyKind.FORWARDED, 11), 982);
    counts.put(new TallyKey(first, TallyKind.FIRST_STATUS, 28), 491);
    pool.withTransaction(tx -> tallies.add(tx, counts)).await().atMost(PATIENCE);
    LastDay day = reader.lastDay(NOW).await().atMost(PATIENCE);

    String html = render(overview(List.of(line("Lane", "open", 5)), day, WELL), Locale.ENGLISH);
    assertThat(html)
        .contains("<b>1,500</b><span>taken</span>")
        .contains("982</b><span>forwarded · 65.5% · median 38 s</span>")
        .contains("491</b><span>first status · 50% · median 3 h 49</span>")
        .contains(
            "rejected 0", "waiting for an attempt 1,204", "held 312", "uncertain 3", "expired 2")
        .contains("<tr><td>14 Jun 11:00:00</td><td>1,000</td><td>982</td><td>491</td></tr>");
    assertThat(html)
        .contains("<path d=\"M0 40v-40h8v40zM230 40v-20h8v20z\"/>")
        .contains("<path class=\"done\" d=\"M0 40v-39h8v39z\"/>");
    assertThat(render(overview(List.of(line("Lane", "open", 5)), day, WELL), Locale.FRENCH))
        .contains("<span>reçus</span>", "médiane 38 s", "médiane 3 h 49", "expirés 2")
        .containsPattern("transmis · 65,5.% ·");
    for (String table :
        List.of(
            "pending_tally where '%s' = any(provider_ids)",
            "lead_tally where provider_id = '%s'")) {
      pool.query("delete from " + table.formatted(pair.provider().id()))
          .execute()
          .await()
          .atMost(PATIENCE);
    }
  }

  @Test
  void fewLeadsHaveNoRates() {
    String html = render(overview(List.of(line("Lane", "open", 0)), empty, WELL), Locale.ENGLISH);
    assertThat(html)
        .contains("All is well", "<b>0</b><span>taken</span>", "<span>forwarded</span>")
        .contains("<span>first status</span>")
        .doesNotContain("median", "First steps");
  }

  @Test
  void whatNeedsSomebodyComesMostHarmfulFirstAndLeadsToItsRemedy() {
    List<LaneLine> lanes =
        List.of(line("Few", "token_refused", 2), line(SCRIPT, "token_refused", 312), paused());
    LogState log =
        new LogState(
            4_102, Optional.of(NOW.minusSeconds(600)), 7, Optional.of(NOW.minusSeconds(90)));
    Overview overview =
        new Overview(
            lanes,
            List.of(new FailingLane("late", "Late", 30, NOW.minusSeconds(180), NOW.plusSeconds(9))),
            List.of(new ExpiringLane(line("Roux", "open", 811), 41, NOW.plusSeconds(3_600))),
            List.of(endpoint()),
            log,
            List.of(
                new MissingFeedback("silent", "Silent", true, 20),
                new MissingFeedback("overdue", "Overdue", false, 33)),
            List.of(
                new ExpiringKey("website", "atelier", NOW.plusSeconds(86_400)),
                new ExpiringKey("Marie", null, NOW.plusSeconds(172_800))),
            empty,
            new Standing(0, 0, 4, 1, 9, 0),
            Optional.empty());
    String html = render(overview, Locale.ENGLISH);
    assertThat(html)
        .containsSubsequence(
            "Token refused",
            "312 leads wait",
            "/change/token\"",
            "/verify\"",
            "2 leads wait",
            "Paused",
            "/resume\"",
            "Oplead fails",
            "console/customers/late",
            "30 leads wait, since 3 min; tried again in 9 s",
            "Leads refused",
            "console/leads?state=rejected&amp;period=day",
            "Oplead refused 9 leads",
            "Decision needed",
            "Endpoint failing",
            "console/providers/nord",
            "Feedback is late",
            "4,102 wait for Kafka",
            "Set aside",
            "No feedback",
            "none of its last 20",
            "console/customers/silent",
            "Feedback overdue",
            "33 leads",
            "console/customers/overdue",
            "Will expire",
            "41 leads pass their shelf life, the first on 15 Jun 11:42:05",
            "Key expires",
            "console/providers/atelier",
            "console/access",
            "Kafka away",
            "no answer for 1 min")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;")
        .doesNotContain("<script>alert", "All is well");
    assertThat(render(overview, Locale.FRENCH))
        .containsSubsequence(
            "Jeton refusé",
            "Nouveau jeton",
            "Oplead en échec",
            "30 leads en attente, depuis 3 min ; nouvel essai dans 9 s",
            "Oplead a refusé définitivement 9 leads",
            "À décider",
            "Va expirer",
            "le premier le 15 juin 11:42:05",
            "Kafka absent");
  }

  @Test
  void refusedLeadsAndAFailingOpleadAreNotCalm() {
    List<LaneLine> lanes = List.of(line("Lane", "open", 30));
    FailingLane fails = new FailingLane("late", "Late", 1, NOW.minusSeconds(90), NOW);
    for (Overview one :
        List.of(
            with(lanes, List.of(fails), NONE),
            with(lanes, List.of(), new Standing(0, 0, 0, 0, 1, 0)),
            with(lanes, List.of(), new Standing(0, 0, 1, 1, 0, 0)))) {
      assertThat(render(one, Locale.ENGLISH)).contains("Needs you").doesNotContain("All is well");
    }
    assertThat(render(with(lanes, List.of(), new Standing(9, 9, 9, 0, 0, 9)), Locale.ENGLISH))
        .contains("All is well");
  }

  @Test
  void whatNeedsSomebodyIsShownWhileAllCustomersAreArchived() {
    Overview archived = with(List.of(), List.of(), new Standing(0, 0, 0, 0, 1, 0));
    assertThat(render(archived, Locale.ENGLISH))
        .containsSubsequence("Needs you", "Leads refused", "Last 24 hours")
        .doesNotContain("aria-label=\"Lanes\"");
  }

  private Overview with(List<LaneLine> lanes, List<FailingLane> failing, Standing standing) {
    return new Overview(
        lanes,
        failing,
        List.of(),
        List.of(),
        WELL,
        List.of(),
        List.of(),
        empty,
        standing,
        Optional.empty());
  }

  @Test
  void theFirstStepsAreTickedOff() {
    FirstSteps none =
        new FirstSteps(false, false, false, false, false, Optional.empty(), Optional.empty());
    String fresh = render(fresh(List.of(), none), Locale.ENGLISH);
    assertThat(fresh)
        .containsSubsequence(
            "Create a customer",
            "href=\"./console/customers\"",
            "Verify its token",
            "Create a provider with a grant",
            "href=\"./console/providers\"",
            "Check its account",
            "Certify the connection")
        .doesNotContain("> done<", "Last 24 hours", "Needs you");
    assertThat(fresh.split("> to do<", -1)).hasSize(6);

    FirstSteps some =
        new FirstSteps(true, true, true, false, false, Optional.of("durand"), Optional.of("nord"));
    String begun = render(fresh(List.of(line("Durand", "open", 0)), some), Locale.ENGLISH);
    assertThat(begun).contains("./console/customers/durand", "./console/providers/nord");
    assertThat(begun.split("> to do<", -1)).hasSize(3);
    assertThat(begun.split("> done<", -1)).hasSize(4);
    assertThat(begun).contains("Last 24 hours", "Needs you");
  }

  @Test
  void thePageAndItsLivePartReadTheFacts() {
    String session = console.session();
    onboarding.providerWithCustomer();
    for (String path : new String[] {"/console", "/console/live"}) {
      page(session)
          .get(path)
          .then()
          .statusCode(200)
          .body(containsString("Last 24 hours"))
          .body(containsString("console/leads?state=rejected&amp;period=day"));
    }
  }

  private static Overview overview(List<LaneLine> lanes, LastDay day, LogState log) {
    return new Overview(
        lanes,
        List.of(),
        List.of(),
        List.of(),
        log,
        List.of(),
        List.of(),
        day,
        new Standing(1_204, 312, 3, 0, 0, 2),
        Optional.empty());
  }

  private Overview fresh(List<LaneLine> lanes, FirstSteps steps) {
    return new Overview(
        lanes,
        List.of(),
        List.of(),
        List.of(),
        WELL,
        List.of(),
        List.of(),
        empty,
        NONE,
        Optional.of(steps));
  }

  private static LaneLine paused() {
    return line("Paused one", "paused", 0);
  }

  private static LaneLine line(String name, String state, long queue) {
    return new LaneLine(
        "slug",
        name,
        state,
        100,
        37,
        queue,
        0,
        Optional.of(NOW.minusSeconds(60)),
        Optional.empty(),
        Optional.empty(),
        6_000);
  }

  private static EndpointLine endpoint() {
    return new EndpointLine(
        UUID.randomUUID(),
        "nord",
        "Atelier Nord",
        "hooks.example.com",
        "failing",
        3,
        Optional.of(NOW.minusSeconds(9_000)),
        Optional.empty(),
        Optional.of("HTTP 503"));
  }

  private String render(Overview overview, Locale language) {
    PageContext context =
        new PageContext(
            "./",
            "console",
            new Preferences(language, Theme.SYSTEM),
            "Marie",
            true,
            "request",
            ZoneOffset.UTC,
            NOW,
            assets);
    return new OverviewPage(context, overview).setLocale(language).render();
  }
}
