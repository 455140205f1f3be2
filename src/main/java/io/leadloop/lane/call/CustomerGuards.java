package io.leadloop.lane.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.leadloop.customer.CustomerId;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.UnpreparedException;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps one customer's Oplead from costing the others anything: each customer's calls pass through
 * a time-out, a circuit breaker and a bulkhead of its own. It never retries: only {@link
 * RetryPolicy} does.
 */
@ApplicationScoped
public class CustomerGuards {
  private static final String UNPREPARED = "the gateway could not read what it was to send";
  private static final Logger LOG = Logger.getLogger(CustomerGuards.class);
  private static final int REMEMBERED = 100_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  /** Who finds no room takes it up again soon: a claim leaves no more than there is room for. */
  private static final Duration NO_ROOM = Duration.ofMillis(100);

  private final CallConfig config;
  private final Cache<CustomerId, Guarded> guards;

  @Inject
  CustomerGuards(CallConfig config) {
    this(config, Ticker.systemTicker());
  }

  /**
   * @param ticker by which a guard that is not in use is forgotten
   */
  CustomerGuards(CallConfig config, Ticker ticker) {
    this.config = config;
    this.guards =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(REMEMBERED)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
  }

  /** The call's own reply, or what kept it from being made or from ending; never fails. */
  public Uni<OpleadReply> guard(CustomerId customer, String slug, Supplier<Uni<OpleadReply>> call) {
    return guards
        .get(customer, id -> guardFor(slug))
        .guard()
        .get(() -> Uni.createFrom().deferred(call::get).call(CustomerGuards::tellFailure))
        .onFailure()
        .recoverWithItem(this::replyTo);
  }

  private Guarded guardFor(String slug) {
    AtomicReference<CircuitBreakerState> circuit =
        new AtomicReference<>(CircuitBreakerState.CLOSED);
    return new Guarded(
        guardFor(
            state -> {
              LOG.infof("circuit breaker customer=%s state=%s", slug, state);
              circuit.set(state);
            }),
        circuit);
  }

  private TypedGuard<Uni<OpleadReply>> guardFor(Consumer<CircuitBreakerState> onChange) {
    return TypedGuard.create(new TypeLiteral<Uni<OpleadReply>>() {})
        .withBulkhead()
        .limit(config.concurrencyPerCustomer())
        .queueSize(1)
        .done()
        .withCircuitBreaker()
        .failOn(List.of(FailedCall.class, TimeoutException.class))
        .requestVolumeThreshold(config.breaker().calls())
        .failureRatio(config.breaker().failureRatio())
        .delay(config.breaker().delay().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .onStateChange(onChange)
        .done()
        .withTimeout()
        .duration(config.lease().toMillis(), ChronoUnit.MILLIS)
        .done()
        .build();
  }

  /** How this replica's breaker before a customer's Oplead is: closed where it was forgotten. */
  public CircuitBreakerState circuit(CustomerId customer) {
    Guarded known = guards.policy().getIfPresentQuietly(customer);
    return known == null ? CircuitBreakerState.CLOSED : known.circuit().get();
  }

  /** A breaker counts exceptions, and a call has none: what Oplead answered is a value. */
  private static Uni<Void> tellFailure(OpleadReply reply) {
    return switch (reply.outcome().kind()) {
      case UNAVAILABLE, UNKNOWN -> Uni.createFrom().failure(new FailedCall(reply));
      case ACCEPTED, REFUSED, TOKEN_REFUSED, THROTTLED, READ, ABSENT, NOT_ASKED ->
          Uni.createFrom().voidItem();
    };
  }

  private OpleadReply replyTo(Throwable failure) {
    if (failure instanceof FailedCall failed) {
      return failed.reply;
    } else if (failure instanceof CircuitBreakerOpenException) {
      return OpleadReply.unsent(
          new Outcome.NotAsked("Oplead fails: left alone for a while", config.breaker().delay()));
    } else if (failure instanceof BulkheadException) {
      return OpleadReply.unsent(new Outcome.NotAsked("too many calls at once", NO_ROOM));
    }
    // The breaker, which knows failures and successes only, takes it for the latter.
    if (failure instanceof UnpreparedException) {
      LOG.error("a call to Oplead was not prepared", failure);
      return OpleadReply.unsent(new Outcome.Unavailable(UNPREPARED));
    }
    // The client's own limits are shorter, so only a bug leads here.
    LOG.error("a call to Oplead did not end", failure);
    return new OpleadReply(
        new Outcome.Unknown("the call did not end"), Optional.of(Duration.ZERO), Optional.empty());
  }

  /** A customer's guard, and how its breaker is. */
  private record Guarded(
      TypedGuard<Uni<OpleadReply>> guard, AtomicReference<CircuitBreakerState> circuit) {}

  /** Carries a failed call's reply past the breaker. */
  private static final class FailedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient OpleadReply reply;

    FailedCall(OpleadReply reply) {
      super(null, null, false, false);
      this.reply = reply;
    }
  }
}
