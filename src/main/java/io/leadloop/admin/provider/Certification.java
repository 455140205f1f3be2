package io.leadloop.admin.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.EventType;
import io.leadloop.intake.TestLeads;
import io.leadloop.kafka.check.TopicCheck;
import io.leadloop.lead.LeadId;
import io.leadloop.provider.Provider;
import io.leadloop.retention.Erasure;
import io.leadloop.store.StoreFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Verifies end to end that leads of a provider reach a customer and that feedback returns: one
 * lead, marked as a test, passes through intake, the customer's Oplead in test mode, the callback
 * and the provider's topic, and is erased in any case.
 */
@Singleton
public class Certification {
  private static final Logger LOG = Logger.getLogger(Certification.class);
  private static final Duration ERASE_RETRY_AFTER = Duration.ofMillis(200);
  private static final Duration ERASE_RETRY_AT_MOST_AFTER = Duration.ofSeconds(2);

  private final TestLeads intake;
  private final LeadWatch watch;
  private final TopicCheck topics;
  private final Erasure erasure;
  private final Duration stepTimeout;
  private final Clock clock;

  Certification(
      TestLeads intake,
      LeadWatch watch,
      TopicCheck topics,
      Erasure erasure,
      CertificationConfig config,
      Clock clock) {
    this.intake = intake;
    this.watch = watch;
    this.topics = topics;
    this.erasure = erasure;
    this.stepTimeout = config.stepTimeout();
    this.clock = clock;
  }

  /**
   * Emits each step when it ends; after a failed step only the erasure follows. Runs to its end
   * even if the subscriber cancels.
   */
  Multi<CertificationStep> of(Provider provider, String customer) {
    return of(provider, customer, stepTimeout);
  }

  /** The same with another time-out of a step. */
  public Multi<CertificationStep> of(Provider provider, String customer, Duration timeout) {
    return Multi.createFrom()
        .emitter(
            emitter ->
                new Run(provider, customer, timeout, emitter)
                    .run()
                    .subscribe()
                    .with(done -> emitter.complete(), emitter::fail));
  }

  /** The certification of one lead. */
  private final class Run {
    private final Provider provider;
    private final String customer;
    private final Duration timeout;
    private final MultiEmitter<? super CertificationStep> emitter;
    private final Instant begun = clock.instant();
    private final Uni<LeadId> accepted;
    private volatile LeadId lead;
    private volatile boolean asked;

    Run(
        Provider provider,
        String customer,
        Duration timeout,
        MultiEmitter<? super CertificationStep> emitter) {
      this.provider = provider;
      this.customer = customer;
      this.timeout = timeout;
      this.emitter = emitter;
      this.accepted =
          intake
              .accept(provider, submission(customer))
              .invoke(id -> lead = id)
              .memoize()
              .indefinitely();
    }

    Uni<Void> run() {
      return step("accepted", this::accept)
          .chain(passed -> passed ? step("forwarded", this::forward) : Uni.createFrom().item(false))
          .chain(
              passed -> passed ? step("called-back", this::callBack) : Uni.createFrom().item(false))
          .chain(passed -> passed ? step("on-topic", this::read) : Uni.createFrom().item(false))
          .chain(passed -> lead == null ? eraseLater() : step("erased", this::erase))
          .replaceWithVoid();
    }

    /**
     * @param action emits an observation, or fails with the reason why the step failed
     */
    private Uni<Boolean> step(String name, Supplier<Uni<? extends String>> action) {
      long start = System.nanoTime();
      return Uni.createFrom()
          .deferred(action)
          .ifNoItem()
          .after(timeout)
          .fail()
          .map(detail -> end(name, true, start, detail))
          .onFailure()
          .recoverWithUni(e -> reason(e).map(detail -> end(name, false, start, detail)));
    }

    private boolean end(String name, boolean ok, long start, String detail) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      LOG.infof(
          "certification provider=%s customer=%s lead=%s step=%s ok=%s millis=%d",
          provider.slug(), customer, lead, name, ok, millis);
      emitter.emit(new CertificationStep(name, ok, millis, detail));
      return ok;
    }

    private Uni<String> reason(Throwable e) {
      if (e instanceof TimeoutException && lead != null) {
        return watch.look(lead).map(seen -> "timed out; " + seen);
      } else if (e instanceof ProblemException || e instanceof StepFailedException) {
        return Uni.createFrom().item(e.getMessage());
      } else if (e.getCause() instanceof ProblemException lastTry) {
        return Uni.createFrom().item(lastTry.getMessage());
      }
      LOG.warnf(e, "certification failed lead=%s", lead);
      return Uni.createFrom().item(e.getClass().getSimpleName());
    }

    private Uni<String> accept() {
      if (provider.disabled()) {
        throw new StepFailedException("the provider is disabled");
      }
      asked = true;
      return accepted.map(id -> "lead " + id);
    }

    private Uni<String> forward() {
      return watch
          .until(lead, seen -> seen.isForwarded() || seen.isOver())
          .map(seen -> require(seen.isForwarded(), seen, "Oplead has it as " + seen.opleadId()));
    }

    private Uni<String> callBack() {
      return watch
          .until(lead, seen -> seen.status() != null)
          .map(seen -> "status " + seen.status());
    }

    private Uni<String> read() {
      return topics
          .typesUntil(
              EventType.STATUS_CHANGED.type(),
              provider,
              lead,
              begun,
              timeout.multipliedBy(9).dividedBy(10))
          .map(this::checked);
    }

    private String checked(List<String> types) {
      boolean inOrder =
          !types.isEmpty()
              && types.get(0).equals(EventType.FORWARDED.type())
              && types.contains(EventType.STATUS_CHANGED.type());
      return require(inOrder, "the topic shows " + types, String.join(", ", types));
    }

    private Uni<String> erase() {
      return erase(lead).map(done -> "ids, times and states remain");
    }

    /** Erases a lead that intake accepts after the time-out. */
    private Uni<Boolean> eraseLater() {
      if (asked) {
        accepted
            .chain(id -> erase(id))
            .subscribe()
            .with(
                done -> LOG.infof("certification erased late lead=%s", lead),
                refused -> LOG.debug("no lead to erase", refused));
      }
      return Uni.createFrom().item(false);
    }

    private Uni<Void> erase(LeadId id) {
      return erasure
          .erase(id)
          .onFailure(e -> e instanceof ProblemException || StoreFailure.passes(e))
          .retry()
          .withBackOff(ERASE_RETRY_AFTER, ERASE_RETRY_AT_MOST_AFTER)
          .expireIn(timeout.toMillis());
    }
  }

  private static String require(boolean passed, Object otherwise, String detail) {
    if (!passed) {
      throw new StepFailedException(otherwise.toString());
    }
    return detail;
  }

  /** A synthetic lead that satisfies the gateway's own schema of lead documents. */
  private static String submission(String customer) {
    ObjectNode submission = new ObjectMapper().createObjectNode();
    submission.put("customer", customer);
    submission.put("reference", "leadloop-certification-" + UUID.randomUUID());
    submission
        .putObject("lead")
        .put("lastname", "Leadloop Test")
        .put("email", "leadloop-test@example.com")
        .put("postcode", "75011")
        .put("country", "FR")
        .put("message", "A test of the connection, not a real request.");
    return submission.toString();
  }

  /** A step failed for the reason in the message. */
  private static final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailedException(String message) {
      super(message, null, false, false);
    }
  }
}
