package io.leadloop.feedback.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LogRecord;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.QueryPlan;
import io.leadloop.testing.TopicReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of every size leave the outbox, on the real database and broker. */
@GatewayTest
class OutboxRelayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final int LEADS = 5;

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject CallbackBodies bodies;
  @Inject FeedbackConfig config;
  @Inject Outbox outbox;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final List<LeadId> leads = new ArrayList<>();

  /** The bodies by lead and length, each sealed once: to seal many takes longer than the rest. */
  private final Map<String, byte[]> sealed = new HashMap<>();

  @BeforeEach
  void submitLeads() {
    Onboarding.Pair pair = onboarding.providerWithCustomer();
    for (int i = 0; i < LEADS; i++) {
      String id = CalledBackLead.submit(pair, "lead-" + i, tokens).id();
      leads.add(new LeadId(UUID.fromString(id)));
    }
  }

  /** Together they are larger than the producer's buffer. */
  @Test
  void longRowsReachTheLogOnceEachAndInTheOrderOfTheirLeads() {
    requireOnceEachAndInOrder(150, 70_000, 410_000);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"500, 70000", "150, 340000"})
  void manyLongRowsReachTheLogOnceEachAndInTheOrderOfTheirLeads(int rows, int bytes) {
    requireOnceEachAndInOrder(rows, bytes, bytes);
  }

  private void requireOnceEachAndInOrder(int rows, int bytes, int othersBytes) {
    List<Feedback> feedback =
        IntStream.range(0, rows)
            .mapToObj(i -> callback(lead(i), i % 2 == 0 ? bytes : othersBytes))
            .toList();
    try (TopicReader reader = new TopicReader(kafka, config.topic())) {
      for (int i = 0; i < rows; i += 50) {
        outbox.append(feedback.subList(i, i + 50)).await().atMost(PATIENCE);
      }
      awaitGone();

      List<String> read = ids(reader.readUntil(all -> ofOurLeads(all).size() >= rows));
      assertThat(read).hasSize(rows);
      for (int lead = 0; lead < LEADS; lead++) {
        int first = lead;
        assertThat(read)
            .containsSubsequence(
                IntStream.iterate(first, i -> i < rows, i -> i + LEADS)
                    .mapToObj(i -> feedback.get(i).id().toString())
                    .toList());
      }
    }
  }

  @Test
  void aRowLongerThanTheLogAcceptsIsSetAsideAndTheRestIsRelayed() {
    UUID tooLong = insert(leads.get(0), new byte[LogRecord.LARGEST_VALUE_BYTES + 1]);
    Feedback behind = callback(leads.get(0), 100);
    outbox.append(List.of(behind, callback(leads.get(1), 100))).await().atMost(PATIENCE);

    awaitGone();
    assertThat(setAside()).containsExactly(tooLong + " RecordTooLargeException");
    try (TopicReader reader = new TopicReader(kafka, config.topic())) {
      assertThat(ids(reader.readUntil(all -> ofOurLeads(all).size() >= 2)))
          .contains(behind.id().toString());
    }
  }

  @Test
  void aRowThatTheBrokerRefusesForItsLengthIsSetAsideToo() throws Exception {
    limitRecords("100000");
    try {
      Feedback refused = callback(leads.get(0), 200_000);
      outbox.append(List.of(refused, callback(leads.get(0), 100))).await().atMost(PATIENCE);

      awaitGone();
      assertThat(setAside()).containsExactly(refused.id() + " RecordTooLargeException");
    } finally {
      limitRecords("1052672");
    }
  }

  /** The rows stay where they are while another relay has the lease. */
  @Test
  void aPageHasABoundedNumberOfBytesAndAtLeastOneRow() {
    UUID other = UUID.randomUUID();
    takeLease(other);
    try {
      List<Feedback> long300 =
          IntStream.range(0, 30).mapToObj(i -> callback(lead(i), 300_000)).toList();
      outbox.append(long300).await().atMost(PATIENCE);

      Outbox.Page page = next(other, 0);
      assertThat(page.rows()).hasSizeBetween(1, 13);
      assertThat(page.more()).isTrue();
      Outbox.Page rest = next(other, page.last());
      assertThat(rest.rows().get(0).feedbackId()).isEqualTo(long300.get(page.rows().size()).id());
      assertThat(next(UUID.randomUUID(), 0).rows()).isEmpty();
    } finally {
      endLease();
    }
    awaitGone();
  }

  /** A look at an empty outbox, and one that needs no new lease, writes nothing. */
  @Test
  void theLeaseIsRenewedOnlyAfterAFifthOfIt() {
    UUID other = UUID.randomUUID();
    takeLease(other);
    try {
      outbox.append(List.of(callback(lead(0), 100))).await().atMost(PATIENCE);
      String first = heldUntil();
      assertThat(next(other, 0).rows()).isNotEmpty();
      assertThat(heldUntil()).isEqualTo(first);

      setLease("now() + interval '40 s'");
      assertThat(next(other, 0).rows()).isNotEmpty();
      assertThat(heldUntil()).isGreaterThan(first);
    } finally {
      endLease();
    }
    awaitGone();
  }

  @Test
  void aPageIsReadByIndexHoweverManyRowsThereAre() {
    assertThat(QueryPlan.of(pool, Outbox.NEXT))
        .contains("outbox_pkey")
        .doesNotContain("Seq Scan", "Sort");
  }

  /** Takes the lease from the gateway's relay, whose own lasts longer than a test may. */
  private void takeLease(UUID relay) {
    pool.preparedQuery(
            """
            insert into outbox_lease (holder, held_until) values ($1, now() + interval '60 s')
            on conflict (only_row) do update
              set holder = excluded.holder, held_until = excluded.held_until
            """)
        .execute(Tuple.of(relay))
        .await()
        .atMost(PATIENCE);
  }

  private void endLease() {
    setLease("'-infinity'");
  }

  private void setLease(String until) {
    pool.query("update outbox_lease set held_until = " + until).execute().await().atMost(PATIENCE);
  }

  private String heldUntil() {
    return pool.query("select held_until::text as until from outbox_lease")
        .execute()
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getString("until");
  }

  private Outbox.Page next(UUID relay, long position) {
    return outbox.next(relay, PATIENCE, position, 500).await().atMost(PATIENCE);
  }

  private LeadId lead(int i) {
    return leads.get(i % LEADS);
  }

  private Feedback callback(LeadId lead, int bytes) {
    byte[] body = sealed.computeIfAbsent(lead + " " + bytes, key -> seal(lead, bytes));
    return new Feedback.Callback(Feedback.nextId(), lead, Instant.now(), "application/json", body);
  }

  private byte[] seal(LeadId lead, int bytes) {
    String body = "{\"status\":\"En cours\"}";
    byte[] padded = (body + " ".repeat(Math.max(0, bytes * 3 / 4 - body.length()))).getBytes(UTF_8);
    return bodies.seal(lead, padded);
  }

  private UUID insert(LeadId lead, byte[] payload) {
    UUID id = Feedback.nextId();
    pool.preparedQuery("insert into outbox (feedback_id, lead_id, payload) values ($1, $2, $3)")
        .execute(Tuple.of(id, lead.value(), Buffer.buffer(payload)))
        .await()
        .atMost(PATIENCE);
    return id;
  }

  private void awaitGone() {
    await()
        .atMost(PATIENCE)
        .until(() -> rows("select position from outbox where lead_id = any($1)").isEmpty());
  }

  private List<String> setAside() {
    return rows("select feedback_id, reason from outbox_set_aside where lead_id = any($1)").stream()
        .map(row -> row.getUUID("feedback_id") + " " + row.getString("reason"))
        .toList();
  }

  private List<Row> rows(String query) {
    return pool.preparedQuery(query)
        .execute(Batch.of(leads).uuids(LeadId::value).tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .await()
        .atMost(PATIENCE);
  }

  private List<ConsumerRecord<String, String>> ofOurLeads(
      List<ConsumerRecord<String, String>> read) {
    List<String> keys = leads.stream().map(LeadId::toString).toList();
    return read.stream()
        .filter(record -> keys.contains(record.key()) && record.value().contains("\"callback\""))
        .toList();
  }

  /** The ids of the callbacks, in the order of the log. */
  private List<String> ids(List<ConsumerRecord<String, String>> read) {
    return ofOurLeads(read).stream()
        .map(record -> ID.matcher(record.value()).results().findFirst().orElseThrow().group(1))
        .toList();
  }

  private void limitRecords(String bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    AlterConfigOp limit =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get(60, TimeUnit.SECONDS);
    }
  }
}
