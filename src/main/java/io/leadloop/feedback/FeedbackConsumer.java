package io.leadloop.feedback;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the feedback log for as long as the gateway runs: poll, project (one PostgreSQL
 * transaction), publish (one Kafka transaction with the offsets), again. Whatever fails, the
 * session is closed and a new one takes over from the last committed offsets.
 */
@ApplicationScoped
class FeedbackConsumer {
  private static final Logger LOG = Logger.getLogger(FeedbackConsumer.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int STOP_WITHIN_SECONDS = 10;

  private final FeedbackConfig config;
  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Projection projection;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "leadloop-feedback-consumer"));
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile FeedbackSession current;

  FeedbackConsumer(
      FeedbackConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Topics topics,
      Projection projection) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
    this.projection = projection;
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

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopping = true;
    FeedbackSession session = current;
    if (session != null) {
      session.interrupt();
    }
    if (!ended.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("feedback consumer did not end in time; its partitions move by time-out");
    }
    thread.shutdown();
  }

  private Uni<Void> session() {
    return Multi.createFrom()
        .resource(this::open, this::rounds)
        .withFinalizer(FeedbackSession::close)
        .runSubscriptionOn(thread)
        .toUni()
        .replaceWithVoid();
  }

  private FeedbackSession open() {
    current = FeedbackSession.open(config, kafka);
    return current;
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
        .runSubscriptionOn(thread)
        .chain(
            polled ->
                polled.isEmpty()
                    ? Uni.createFrom().item(0)
                    : projection
                        .project(read(polled))
                        .emitOn(thread)
                        .invoke(events -> publish(session, events, polled))
                        .map(List::size));
  }

  private void publish(
      FeedbackSession session, List<NewEvent> events, ConsumerRecords<String, byte[]> consumed) {
    session.publish(events.stream().map(FanOut::record).toList(), consumed);
    events.forEach(FeedbackConsumer::logPublished);
  }

  private static List<LoggedFeedback> read(ConsumerRecords<String, byte[]> polled) {
    List<LoggedFeedback> batch = new ArrayList<>(polled.count());
    for (ConsumerRecord<String, byte[]> record : polled) {
      try {
        Feedback feedback = FeedbackJson.read(record.value());
        batch.add(new LoggedFeedback(feedback, record.partition(), record.offset()));
      } catch (IOException e) {
        LOG.errorf("unreadable record partition=%d offset=%d", record.partition(), record.offset());
      }
    }
    return batch;
  }

  private Uni<Void> pauseAfter(Throwable e) {
    if (stopping || e instanceof WakeupException) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf("feedback session ended, another follows cause=%s", e.toString());
    return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE_AFTER_FAILURE);
  }

  private static void logPublished(NewEvent event) {
    LOG.infof(
        "event published provider=%s lead=%s sequence=%d type=%s event=%s",
        event.providerSlug(), event.leadId(), event.sequence(), event.type(), event.id());
  }
}
