package io.leadloop.feedback.callback;

import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LogRecord;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.PlainContentType;
import io.leadloop.feedback.log.FeedbackLog;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadTraces;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.store.CallerContext;
import io.leadloop.store.GroupCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Makes callbacks durable. Oplead may never repeat one, so it is acknowledged only after a store
 * has it: the log or, if the log does not acknowledge in time, the outbox. The metric {@code
 * leadloop.callbacks} counts callbacks by that store.
 */
@ApplicationScoped
public class Callbacks {
  private static final Logger LOG = Logger.getLogger(Callbacks.class);

  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int CALLBACKS_PER_STATEMENT = 500;

  /** The maximum callbacks that wait for the outbox. */
  private static final int MOST_WAITING = 10_000;

  private final FeedbackLog log;
  private final CallbackBodies bodies;
  private final LeadTraces traces;
  private final Clock clock;
  private final Duration acknowledgeWithin;
  private final long maxBytesUnderWay;
  private final GroupCommit<LogRecord, Boolean> outbox;
  private final AtomicLong bytesUnderWay = new AtomicLong();
  private final Counter byLog;
  private final Counter byOutbox;
  private final Counter refused;

  Callbacks(
      FeedbackLog log,
      Outbox outbox,
      CallbackBodies bodies,
      LeadTraces traces,
      Clock clock,
      FeedbackConfig config,
      MeterRegistry metrics) {
    this.log = log;
    this.bodies = bodies;
    this.traces = traces;
    this.clock = clock;
    this.acknowledgeWithin = config.acknowledgeWithin();
    this.maxBytesUnderWay = config.maxBytesUnderWay();
    this.outbox =
        new GroupCommit<>(
            records ->
                outbox
                    .appendRecords(records)
                    .replaceWith(Collections.nCopies(records.size(), true)),
            record -> record.value().length,
            new GroupCommit.Limits(STATEMENTS_IN_FLIGHT, CALLBACKS_PER_STATEMENT, MOST_WAITING));
    this.byLog = counter(metrics, "log");
    this.byOutbox = counter(metrics, "outbox");
    this.refused = counter(metrics, "none");
  }

  private static Counter counter(MeterRegistry metrics, String store) {
    return Counter.builder("leadloop.callbacks")
        .description("Callbacks, by the store that had them first")
        .tag("store", store)
        .register(metrics);
  }

  /**
   * Completes when the callback is durable; fails only if neither store accepts it or too many are
   * waiting.
   *
   * @param contentType the header, or null
   * @param body any body; it is sealed before it is stored
   */
  public Uni<Void> take(CallbackToken token, String contentType, byte[] body) {
    LeadId lead = token.lead();
    byte[] sealed = bodies.seal(lead, body);
    return keep(
        new Feedback.Callback(
            Feedback.nextId(), lead, clock.instant(), PlainContentType.of(contentType), sealed));
  }

  /** Makes a subscription's report on a lead durable. */
  Uni<Void> take(LeadId lead, SubscriptionKind kind, String contentType, byte[] body) {
    byte[] sealed = bodies.seal(lead, body);
    return keep(
        new Feedback.Notified(
            Feedback.nextId(),
            lead,
            clock.instant(),
            kind.wireName(),
            PlainContentType.of(contentType),
            sealed));
  }

  /** Only the record stays in memory while it waits, so its length is limited. */
  private Uni<Void> keep(Feedback feedback) {
    Instant received = feedback.receivedAt();
    LogRecord callback = LogRecord.of(feedback);
    int bytes = callback.value().length;
    if (bytesUnderWay.addAndGet(bytes) > maxBytesUnderWay) {
      bytesUnderWay.addAndGet(-bytes);
      refused.increment();
      LOG.errorf(
          "callback not stored lead=%s cause=more than leadloop.feedback.max-bytes-under-way wait",
          callback.leadId());
      return Uni.createFrom().failure(new IllegalStateException("too many callbacks are waiting"));
    }
    return CallerContext.keep(store(callback))
        .invoke(store -> trace(callback, received, store))
        .onTermination()
        .invoke(() -> bytesUnderWay.addAndGet(-bytes))
        .replaceWithVoid();
  }

  /** Returns the name of the store that has it. */
  private Uni<String> store(LogRecord callback) {
    return log.append(callback)
        .invoke(() -> byLog.increment())
        .replaceWith("log")
        .onFailure()
        .recoverWithUni(e -> storeInOutbox(callback, e));
  }

  private Uni<String> storeInOutbox(LogRecord callback, Throwable why) {
    LOG.debugf("callback goes to the outbox lead=%s cause=%s", callback.leadId(), why);
    return outbox
        .commit(callback.overtakable())
        .ifNoItem()
        .after(acknowledgeWithin)
        .fail()
        .invoke(() -> byOutbox.increment())
        .replaceWith("outbox")
        .onFailure()
        .invoke(
            e -> {
              refused.increment();
              LOG.errorf("callback not stored lead=%s log=%s outbox=%s", callback.leadId(), why, e);
            });
  }

  private void trace(LogRecord callback, Instant received, String store) {
    traces.record(
        "take callback",
        SpanKind.SERVER,
        callback.leadId(),
        received,
        Map.of("leadloop.store", store));
  }
}
