package io.leadloop.feedback.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LogRecord;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.Relayed;
import io.leadloop.lead.LeadId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The writer of the feedback log: one idempotent producer per replica. It never blocks, so event
 * loops may use it: it fails at once while the topic is unknown or the producer's memory is full,
 * and its callers have a second store. A start makes it before it waits for the database.
 */
@ApplicationScoped
@Startup(FeedbackLog.FIRST)
public class FeedbackLog {
  private static final Logger LOG = Logger.getLogger(FeedbackLog.class);

  static final int FIRST = -1;

  /** After all that the producer need not wait for. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 800;

  private final Duration acknowledgeWithin;
  private final TypedGuard<Uni<Void>> guard;

  /** A good part of a start, which is made while the rest of it goes on. */
  private final CompletableFuture<LogProducer> producer;

  FeedbackLog(
      FeedbackConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.acknowledgeWithin = config.acknowledgeWithin();
    this.guard = guard(config.breaker());
    this.producer =
        CompletableFuture.supplyAsync(
            () -> new LogProducer(config.topic(), kafka, acknowledgeWithin),
            Infrastructure.getDefaultWorkerPool());
  }

  /**
   * Appends feedback; completes on the producer's thread when every in-sync replica has it. Fails
   * if the log does not acknowledge in time, and at once while the circuit breaker is open.
   */
  public Uni<Void> append(LogRecord feedback) {
    return guard.get(() -> append(feedback.leadId(), feedback.value()));
  }

  /**
   * Appends rows of the outbox, even while the breaker is open. Rows of different leads are sent
   * concurrently; rows of one lead one after the other. Never fails: it returns the result of every
   * row, within twice the time-out of one append.
   */
  public Uni<List<Relayed>> appendInOrder(List<Outbox.Waiting> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    long end = System.nanoTime() + acknowledgeWithin.toNanos();
    List<Uni<List<Relayed>>> leads =
        rows.stream()
            .collect(groupingBy(Outbox.Waiting::leadId, LinkedHashMap::new, toList()))
            .values()
            .stream()
            .map(ofOneLead -> new Turn(end).take(ofOneLead))
            .toList();
    return Uni.join()
        .all(leads)
        .andFailFast()
        .map(results -> results.stream().flatMap(List::stream).toList());
  }

  /** Fetches the topic's metadata before the first callback arrives. */
  void start(@Observes @Priority(LAST) StartupEvent started) {
    producer.join().prepare();
  }

  void close(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent stopping) {
    producer.join().close();
  }

  private Uni<Void> append(LeadId lead, byte[] value) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                producer
                    .join()
                    .send(lead.toString(), value, (metadata, failure) -> end(emitter, failure)));
  }

  private static void end(UniEmitter<? super Void> emitter, Exception failure) {
    if (failure == null) {
      emitter.complete(null);
    } else {
      emitter.fail(failure);
    }
  }

  private static TypedGuard<Uni<Void>> guard(FeedbackConfig.Breaker breaker) {
    return TypedGuard.create(new TypeLiteral<Uni<Void>>() {})
        .withCircuitBreaker()
        .requestVolumeThreshold(breaker.calls())
        .failureRatio(breaker.failureRatio())
        .delay(breaker.delay().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .onStateChange(FeedbackLog::changed)
        .done()
        .build();
  }

  private static void changed(CircuitBreakerState state) {
    LOG.infof("circuit breaker of the feedback log state=%s", state);
  }

  /** The rows of one lead, sent one at a time. */
  private final class Turn {
    private final long end;
    private boolean over;

    /**
     * @param end the {@link System#nanoTime} after which no further row is sent
     */
    Turn(long end) {
      this.end = end;
    }

    Uni<List<Relayed>> take(List<Outbox.Waiting> rows) {
      if (rows.size() == 1) {
        return take(rows.get(0)).map(List::of); // Nearly all leads have one row.
      }
      return Multi.createFrom()
          .iterable(rows)
          .onItem()
          .transformToUniAndConcatenate(this::take)
          .collect()
          .asList();
    }

    private Uni<Relayed> take(Outbox.Waiting row) {
      if (over || System.nanoTime() - end > 0) {
        return Uni.createFrom().item(Relayed.unsent(row));
      } else if (row.payload() == null) {
        return Uni.createFrom().item(Relayed.tooLong(row));
      }
      return append(row.leadId(), row.payload())
          .onItemOrFailure()
          .transform((done, failure) -> Relayed.of(row, failure))
          .invoke(relayed -> over = relayed.result() == Relayed.Result.FAILED);
    }
  }
}
