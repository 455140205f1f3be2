package io.leadloop.lane.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.customer.CustomerId;
import io.leadloop.lane.CallConfig;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final Logger LOG = Logger.getLogger(CustomerGuards.class);
  private static final int REMEMBERED = 100_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  /** Who finds no room takes it up again soon: a claim leaves no more than there is room for. */
  private static final Duration NO_ROOM = Duration.ofMillis(100);

  private final CallConfig config;
  private final Cache<CustomerId, TypedGuard<Uni<OpleadReply>>> guards =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(FORGOTTEN_AFTER).build();

  /** Those that are not closed. */
  private final Map<CustomerId, CircuitBreakerState> circuits = new ConcurrentHashMap<>();

  CustomerGuards(CallConfig config) {
    this.config = config;
  }

  /** The call's own reply, or what kept it from being made or from ending; never fails. */
  public Uni<OpleadReply> guard(CustomerId customer, String slug, Supplier<Uni<OpleadReply>> call) {
    return guards
        .get(customer, id -> guardFor(id, slug))
        .get(() -> call.get().call(CustomerGuards::tellFailure))
        .onFailure()
        .recoverWithItem(this::replyTo);
  }

  private TypedGuard<Uni<OpleadReply>> guardFor(CustomerId customer, String slug) {
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
        .onStateChange(state -> changed(customer, slug, state))
        .done()
        .withTimeout()
        .duration(config.lease().toMillis(), ChronoUnit.MILLIS)
        .done()
        .build();
  }

  /** How this replica's breaker before a customer's Oplead is. */
  public CircuitBreakerState circuit(CustomerId customer) {
    return circuits.getOrDefault(customer, CircuitBreakerState.CLOSED);
  }

  private void changed(CustomerId customer, String slug, CircuitBreakerState state) {
    LOG.infof("circuit breaker customer=%s state=%s", slug, state);
    if (state == CircuitBreakerState.CLOSED) {
      circuits.remove(customer);
    } else {
      circuits.put(customer, state);
    }
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
    // The client's own limits are shorter, so only a bug leads here.
    LOG.error("a call to Oplead did not end", failure);
    return new OpleadReply(
        new Outcome.Unknown("the call did not end"), Optional.of(Duration.ZERO), Optional.empty());
  }

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
