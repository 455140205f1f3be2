package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.CustomerId;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.forwarding.ForwardingConfig;
import io.leadloop.forwarding.TestLeadWork;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.oplead.OpleadCalls;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.outbound.TrustedAuthorities;
import io.leadloop.store.Batch;
import io.leadloop.testing.Arrivals;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.flywaydb.core.Flyway;

/**
 * The log of send times, as the database keeps it: whatever is claimed, answered, given back or
 * abandoned, and in whichever order, no window holds more arrivals than the quota, and the lane's
 * count is that of its slots. The window is a third of a second of real time.
 */
class SlidingLogTest {
  private static final Duration WINDOW = Duration.ofMillis(300);
  private static final Duration LEASE = Duration.ofMillis(400);
  private static final SmallRyeConfig CONFIG =
      new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .withMapping(LaneConfig.class)
          .withMapping(ForwardingConfig.class)
          .withMapping(CallConfig.class)
          .withMapping(OpleadConfig.class)
          .withSources(
              new PropertiesConfigSource(
                  Map.of(
                      "leadloop.lane.window",
                      WINDOW.toString(),
                      "leadloop.forwarding.lease",
                      LEASE.toString()),
                  "test",
                  500))
          .withValidateUnknown(false)
          .build();

  private static final String ABANDON =
      "select * from abandon_leads(1000, 3, '0', interval '%d ms')".formatted(WINDOW.toMillis());

  /**
   * Inserts {@code $3} leads and claims them for lack of others before them; those that are not
   * claimed go into the queue.
   */
  private static final String ARRIVE =
      """
      with taken as (
        insert into lead (id, provider_id, customer_id, fingerprint, document, expires_at)
        select gen_random_uuid(), $1, $2, '\\x00', '\\x00', 'infinity'
        from generate_series(1, $3::int)
        returning *
      ), arrived as (
        select arrive_in_lanes(array_agg(customer_id), array_agg(n), 0::smallint) as lanes
        from (select customer_id, count(*) as n from taken group by customer_id) t
      ), claimed as materialized (
        select claim_at_once(case when (select lanes from arrived) >= 0 then array_agg(id) end,
          array_agg(customer_id), array[$2], array[$3::int], interval '%d ms',
          interval '%d ms') as id
        from taken
      ), queued as (
        select enqueue_leads(array_agg(id), array_agg(customer_id), array_agg(provider_id),
          array_agg(created_at), array_agg(expires_at), array_agg(not_after)) as leads
        from taken where id not in (select id from claimed)
      )
      select id from claimed where (select leads from queued) >= 0
      """
          .formatted(WINDOW.toMillis(), LEASE.toMillis());

  private static Path directory;
  private static EmbeddedServers servers;
  private static Vertx vertx;
  private static Pool pool;
  private static OpleadClient oplead;
  private static LaneClaims claims;

  @BeforeContainer
  static void start() throws IOException {
    directory = Files.createTempDirectory("sliding-log");
    servers = SeededServers.in(directory);
    EmbeddedPostgreSql database = servers.startPostgreSql(0);
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.username(), database.password())
        .load()
        .migrate();
    vertx = Vertx.vertx();
    PgConnectOptions options =
        PgConnectOptions.fromUri(database.url())
            .setUser(database.username())
            .setPassword(database.password())
            .addProperty("synchronous_commit", "off");
    pool = Pool.newInstance(PgBuilder.pool().connectingTo(options).using(vertx).build());
    OpleadConfig config = CONFIG.getConfigMapping(OpleadConfig.class);
    OpleadProfile profile = TestProfile.with();
    oplead =
        new OpleadClient(
            new OpleadCalls(
                vertx, config, profile, new TrustedAuthorities(name -> Optional.empty())),
            config,
            profile,
            new StatusMap(profile.callbacks()),
            Clock.systemUTC());
    claims =
        new LaneClaims(
            pool,
            List.of(TestLeadWork.in(pool, oplead, CONFIG)),
            CONFIG.getConfigMapping(CallConfig.class),
            CONFIG.getConfigMapping(LaneConfig.class));
  }

  @AfterContainer
  static void stop() throws IOException {
    await(pool.close());
    vertx.close().toCompletionStage().toCompletableFuture().join();
    servers.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(SlidingLogTest::delete);
    }
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void noWindowHoldsMoreArrivalsThanTheQuota(
      @ForAll @IntRange(min = 1, max = 8) int quota, @ForAll("steps") List<Step> steps)
      throws InterruptedException {
    requireNoMoreThan(quota, steps);
  }

  @Tag("long")
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void noWindowOfManyLanesHoldsMoreArrivalsThanTheQuota(
      @ForAll @IntRange(min = 1, max = 8) int quota, @ForAll("steps") List<Step> steps)
      throws InterruptedException {
    requireNoMoreThan(quota, steps);
  }

  private void requireNoMoreThan(int quota, List<Step> steps) throws InterruptedException {
    CustomerId lane = openLane(quota, 500);
    require(quota, lane, steps, step -> claim(step.room()));
  }

  /** With nothing waiting, leads are claimed as they arrive; those that are not, from the queue. */
  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void noWindowHoldsMoreThanTheQuotaOfLeadsClaimedAsTheyArrive(
      @ForAll @IntRange(min = 1, max = 8) int quota, @ForAll("steps") List<Step> steps)
      throws InterruptedException {
    CustomerId lane = openLane(quota, 0);
    UUID provider = UUID.randomUUID();
    Function<UUID, Attempt> attempt = TestLeadWork.claimedAtOnce(pool, oplead, CONFIG, lane);
    AtomicInteger atOnce = new AtomicInteger();
    require(
        quota,
        lane,
        steps,
        step -> {
          List<Attempt> arrived =
              step.room() == 0
                  ? List.of()
                  : arrive(provider, lane, step.room() % 4 + 1).stream().map(attempt).toList();
          atOnce.addAndGet(arrived.size());
          return Stream.concat(
                  arrived.stream(), step.newest() ? claimArrived(lane, 10).stream() : Stream.of())
              .toList();
        });
    Statistics.label("some leads were claimed at once").collect(atOnce.get() > 0);
    Statistics.label("some leads were claimed at once")
        .coverage(checker -> checker.check(true).count(count -> count > 0));
  }

  /** Regression: what came afterwards waited until the lane was found by chance. */
  @Example
  void aLaneWhoseQuotaIsUsedByLeadsClaimedAsTheyArriveIsLookedAtWhenItOpens() {
    CustomerId lane = openLane(2, 0);
    assertThat(arrive(UUID.randomUUID(), lane, 2)).hasSize(2);
    assertThat(
            number(
                """
                select count(*) from lane where customer_id = $1 and next_at = opens_at
                  and next_at <= now() + interval '%d ms'
                """
                    .formatted(WINDOW.toMillis()),
                lane))
        .isOne();
  }

  private void require(
      int quota, CustomerId lane, List<Step> steps, Function<Step, List<Attempt>> claiming)
      throws InterruptedException {
    Deque<Claimed> underWay = new ArrayDeque<>();
    List<Long> arrivals = new ArrayList<>();
    for (Step step : steps) {
      Thread.sleep(step.pauseMillis());
      await(pool.query(ABANDON).execute());
      long before = System.nanoTime();
      claiming.apply(step).forEach(lead -> underWay.add(new Claimed(lead, before)));
      for (int i = 0; i < step.ends() && !underWay.isEmpty(); i++) {
        Claimed claimed = step.newest() ? underWay.removeLast() : underWay.removeFirst();
        End how = claimed.isTooOldToSend() ? End.NEVER_SENT : step.how();
        if (how != End.NEVER_SENT) {
          arrivals.add(System.nanoTime());
        }
        end(claimed.lead(), how);
      }
      assertThat(counted(lane)).isEqualTo(slots(lane));
    }
    Collections.sort(arrivals);
    assertThat(Arrivals.fullestWindow(arrivals, WINDOW)).isLessThanOrEqualTo(quota);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(0, 10),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(true, false),
            Arbitraries.of(End.class))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(40);
  }

  /** How a claim ends. */
  enum End {
    ANSWERED,
    NEVER_SENT,
    NO_ANSWER,
    ABANDONED
  }

  /** A claim as its replica knows it: half a lease later it sends the lead no more. */
  record Claimed(Attempt lead, long before) {
    boolean isTooOldToSend() {
      return System.nanoTime() - before > LEASE.toNanos() / 2;
    }
  }

  /** A pause, a claim, and what becomes of some of the claims in flight. */
  record Step(int pauseMillis, int room, int ends, boolean newest, End how) {}

  private static void end(Attempt lead, End how) {
    // Long on its way: what counts is the arrival, a moment ago.
    Optional<Duration> sent =
        how == End.NEVER_SENT ? Optional.empty() : Optional.of(WINDOW.multipliedBy(10));
    Outcome outcome =
        how == End.NO_ANSWER
            ? new Outcome.Unknown("time-out")
            : new Outcome.Accepted(Optional.empty());
    if (how != End.ABANDONED) {
      await(lead.settlement(new OpleadReply(outcome, sent, Optional.empty())).get());
    }
  }

  private static List<Attempt> claim(int room) {
    return room == 0
        ? List.of()
        : await(claims.claim(List.of(), room, new InFlightCalls())).attempts();
  }

  /** Those of so many new leads that were claimed. */
  private static List<UUID> arrive(UUID provider, CustomerId lane, int leads) {
    return Batch.list(
        await(pool.preparedQuery(ARRIVE).execute(Tuple.of(provider, lane.value(), leads))),
        row -> row.getUUID("id"));
  }

  private static List<Attempt> claimArrived(CustomerId lane, int room) {
    return await(claims.claim(List.of(lane), room, new InFlightCalls())).attempts();
  }

  /** A lane of its own with so many leads in its queue; all others are shut. */
  private static CustomerId openLane(int quota, int waiting) {
    UUID customer = UUID.randomUUID();
    UUID provider = UUID.randomUUID();
    await(pool.query("update lane set state = 'paused'").execute());
    await(
        pool.preparedQuery(
                """
                insert into customer (id, slug, name, oplead_token, oplead_token_hint,
                  requests_per_minute) values ($1, $2, 'c', '\\x00', 'none', $3)
                """)
            .execute(Tuple.of(customer, "c-" + customer, quota)));
    await(
        pool.preparedQuery("insert into provider (id, slug, name) values ($1, $2, 'p')")
            .execute(Tuple.of(provider, "p-" + provider)));
    await(
        pool.preparedQuery(
                """
                with leads as (
                  insert into lead (id, provider_id, customer_id, fingerprint, document, expires_at)
                  select gen_random_uuid(), $1, $2, '\\x00', '\\x00', 'infinity'
                  from generate_series(1, $3::int)
                  returning *
                )
                select enqueue_leads(array_agg(id), array_agg(customer_id), array_agg(provider_id),
                  array_agg(created_at), array_agg(expires_at), array_agg(not_after)) from leads
                """)
            .execute(Tuple.of(provider, customer, waiting)));
    CustomerId lane = new CustomerId(customer);
    if (waiting == 0) {
      claim(1); // It finds nothing, so the lane is looked at again when something arrives.
    }
    return lane;
  }

  private static long counted(CustomerId lane) {
    return number("select used::bigint from lane where customer_id = $1", lane);
  }

  private static long slots(CustomerId lane) {
    return number(
        """
        select (select coalesce(sum(requests), 0) from lane_slot where customer_id = $1)
          + (select count(*) from lane_request where customer_id = $1)
        """,
        lane);
  }

  private static long number(String sql, CustomerId lane) {
    return await(pool.preparedQuery(sql).execute(Tuple.of(lane.value())))
        .iterator()
        .next()
        .getLong(0);
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(60));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
