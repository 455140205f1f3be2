package io.leadloop.feedback.log;

import io.leadloop.feedback.DeadLetter;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.letter.DeadLetters;
import io.leadloop.feedback.projection.NewEvent;
import io.leadloop.feedback.projection.Projected;
import io.leadloop.feedback.projection.Projection;
import io.leadloop.feedback.projection.ProviderEventRecord;
import io.leadloop.kafka.KafkaClients;
import io.leadloop.kafka.Topics;
import io.leadloop.lead.LeadTraces;
import io.leadloop.store.StoreFailure;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the feedback log for as long as the gateway runs: poll, project (one PostgreSQL
 * transaction), publish (one Kafka transaction with the offsets), repeat. After any failure the
 * session is closed and a new one resumes at the last committed offsets.
 */
@ApplicationScoped
class FeedbackConsumer {
  private static final Logger LOG = Logger.getLogger(FeedbackConsumer.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private static final String RESOLVED = "a host name of Kafka resolves again";

  /** With Kafka, which ends a session in less; without it nothing is gained by waiting longer. */
  private static final int STOP_WITHIN_SECONDS = 3;

  /** After it was abandoned, a session only closes its consumer. */
  private static final int ABANDONED_WITHIN_SECONDS = 4;

  private static final Duration STORE_AGAIN_AFTER = Duration.ofMillis(50);
  private static final Duration STORE_AGAIN_AT_MOST_AFTER = Duration.ofSeconds(1);

  /** Less than the five minutes after which Kafka evicts a consumer that does not poll. */
  private static final Duration STORE_AWAY_AT_MOST = Duration.ofMinutes(4);

  private final FeedbackConfig config;
  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Projection projection;
  private final DeadLetters letters;
  private final LogProgressRecorder progress;
  private final ConsumerMetrics metrics;
  private final LogContact contact;
  private final LeadTraces traces;
  private final Clock clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "leadloop-feedback-consumer"));
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile FeedbackSession current;

  /** Whether the last session failed because no broker's name resolved. */
  private volatile boolean unresolved;

  FeedbackConsumer(
      FeedbackConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Topics topics,
      Projection projection,
      DeadLetters letters,
      LogProgressRecorder progress,
      ConsumerMetrics metrics,
      LogContact contact,
      LeadTraces traces,
      Clock clock) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
    this.projection = projection;
    this.letters = letters;
    this.progress = progress;
    this.metrics = metrics;
    this.contact = contact;
    this.traces = traces;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    topics
        .createMissing()
        .chain(this::session)
        .onFailure()
        .call(this::pauseAfter)
        .onFailure(e -> !stopping)
        .retry()
        .indefinitely()
        .onTermination()
        .invoke(ended::countDown)
        .subscribe()
        .with(done -> LOG.debug("feedback consumer ended"), e -> LOG.debug("ended", e));
  }

  /** Before anything is waited for, so that all waits are one. */
  void beginToStop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent stop) {
    stopping = true;
    FeedbackSession session = current;
    if (session != null) {
      session.interrupt();
    }
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    if (!ended.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS) && !abandon()) {
      LOG.warn("feedback consumer did not end in time, its partitions move after a time-out");
    }
    thread.shutdown();
  }

  private boolean abandon() throws InterruptedException {
    FeedbackSession session = current;
    if (session != null) {
      session.abandon();
    }
    return ended.await(ABANDONED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private Uni<Void> session() {
    return progress
        .begin()
        .chain(
            known ->
                Multi.createFrom()
                    .resource(() -> open(known), this::rounds)
                    .withFinalizer(FeedbackSession::close)
                    .runSubscriptionOn(thread)
                    .toUni())
        .chain(progress::keepNow);
  }

  private FeedbackSession open(Map<TopicPartition, Long> known) {
    FeedbackSession session = new FeedbackSession(config, kafka, known);
    current = session;
    if (unresolved) {
      LOG.info(RESOLVED);
    }
    unresolved = false;
    return session.begin();
  }

  private Multi<Integer> rounds(FeedbackSession session) {
    return Multi.createBy()
        .repeating()
        .uni(() -> round(session))
        .whilst(published -> !stopping)
        .filter(published -> false);
  }

  private Uni<Integer> round(FeedbackSession session) {
    return Uni.createFrom()
        .item(() -> session.poll(POLL))
        .invoke(polled -> metrics.lag(session.lag()))
        .invoke(polled -> contact.heartbeat(session.heartbeatAge()))
        .runSubscriptionOn(thread)
        .chain(
            polled ->
                polled.isEmpty()
                    ? Uni.createFrom().item(0)
                    : pass(session, polled, LogBatch.read(polled)))
        .call(progress::keepIfDue)
        .invoke(metrics::roundEnded)
        .emitOn(thread);
  }

  private Uni<Integer> pass(
      FeedbackSession session, ConsumerRecords<String, byte[]> polled, LogBatch batch) {
    Instant began = clock.instant();
    return project(batch)
        .emitOn(thread)
        .invoke(projected -> metrics.projected(polled))
        .invoke(projected -> metrics.unread(projected.unread()))
        .invoke(projected -> publish(session, projected, polled))
        .invoke(projected -> metrics.published(batch))
        .invoke(projected -> projected.events().forEach(event -> trace(event, began)))
        .map(projected -> projected.events().size());
  }

  /**
   * Keeps the session while the database is away, since leaving and rejoining the group would
   * rebalance the other replicas each time.
   */
  private Uni<Projected> project(LogBatch batch) {
    return projection
        .project(batch.readable())
        .map(projected -> projected.then(batch.unreadable()))
        .call(projected -> recordDead(projected.dead()))
        .onFailure(this::passes)
        .invoke(e -> LOG.warnf("projection waits for the database cause=%s", e.toString()))
        .onFailure(this::passes)
        .retry()
        .withBackOff(STORE_AGAIN_AFTER, STORE_AGAIN_AT_MOST_AFTER)
        .expireIn(STORE_AWAY_AT_MOST.toMillis());
  }

  /** What the database cannot keep is on the topic of dead letters all the same. */
  private Uni<Void> recordDead(List<DeadLetter> dead) {
    return letters
        .record(dead)
        .onFailure(e -> !StoreFailure.passes(e))
        .invoke(e -> LOG.errorf("dead letters not recorded cause=%s", e.toString()))
        .onFailure(e -> !StoreFailure.passes(e))
        .recoverWithNull();
  }

  private boolean passes(Throwable e) {
    return StoreFailure.passes(e) && !stopping;
  }

  private void publish(
      FeedbackSession session, Projected projected, ConsumerRecords<String, byte[]> consumed) {
    List<ProducerRecord<String, byte[]>> records =
        Stream.concat(
                projected.events().stream().map(ProviderEventRecord::record),
                projected.dead().stream().map(letter -> letter.record(config.deadTopic())))
            .toList();
    session.publish(records, consumed);
    progress.published(FeedbackSession.nextOffsets(consumed));
    projected.events().forEach(FeedbackConsumer::logPublished);
    projected.dead().forEach(this::reportDead);
  }

  /** Records the span from consuming the feedback to its event on the topic. */
  private void trace(NewEvent event, Instant began) {
    traces.record(
        "publish event",
        SpanKind.PRODUCER,
        event.leadId(),
        began,
        Map.of("leadloop.provider", event.providerSlug(), "leadloop.event", event.type()));
  }

  private Uni<Void> pauseAfter(Throwable e) {
    if (stopping || e instanceof WakeupException) {
      return Uni.createFrom().voidItem();
    }
    contact.lost();
    boolean isUnresolved = e instanceof KafkaClients.UnresolvedException;
    if (unresolved && !isUnresolved) {
      LOG.info(RESOLVED);
    }
    if (!isUnresolved || !unresolved) { // Which fails every second, for as long as it lasts.
      LOG.warnf("feedback session ended, opening another cause=%s", e.toString());
    }
    unresolved = isUnresolved;
    return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE_AFTER_FAILURE);
  }

  private static void logPublished(NewEvent event) {
    LOG.debugf(
        "event published provider=%s lead=%s sequence=%d type=%s event=%s",
        event.providerSlug(), event.leadId(), event.sequence(), event.type(), event.id());
  }

  private void reportDead(DeadLetter letter) {
    metrics.dead();
    LOG.errorf(
        "feedback cannot be projected, moved to topic=%s lead=%s partition=%d offset=%d cause=%s",
        config.deadTopic(), letter.key(), letter.partition(), letter.offset(), letter.reason());
  }
}
