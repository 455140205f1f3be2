package io.leadloop.lane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.UnpreparedException;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.testing.GatewayTest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@GatewayTest
class CustomerGuardsTest {
  private static final OpleadReply FAILURE =
      new OpleadReply(
          new Outcome.Unknown("no answer"), Optional.of(Duration.ZERO), Optional.empty());

  @Inject CallConfig config;

  /** Regression: a breaker that was forgotten while it was open was shown as open for ever. */
  @Test
  void aForgottenBreakerIsClosed() {
    AtomicLong nanos = new AtomicLong();
    CustomerGuards guards = new CustomerGuards(config, nanos::get);
    CustomerId customer = new CustomerId(UUID.randomUUID());
    for (int call = 0; call < config.breaker().calls(); call++) {
      guards
          .guard(customer, "hangs", () -> Uni.createFrom().item(FAILURE))
          .await()
          .atMost(Duration.ofMinutes(1));
    }
    assertThat(guards.circuit(customer)).isEqualTo(CircuitBreakerState.OPEN);
    nanos.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(guards.circuit(customer)).isEqualTo(CircuitBreakerState.CLOSED);
  }

  /** Regression: a replica that could not open documents put the customer's lane to sleep. */
  @Test
  void whatTheGatewayCannotPrepareIsNoFailureOfOplead() {
    CustomerGuards guards = new CustomerGuards(config, System::nanoTime);
    CustomerId customer = new CustomerId(UUID.randomUUID());
    for (int call = 0; call < 2 * config.breaker().calls(); call++) {
      OpleadReply reply =
          guards
              .guard(
                  customer,
                  "sealed",
                  () -> {
                    throw new UnpreparedException(new IllegalStateException("no key opens it"));
                  })
              .await()
              .atMost(Duration.ofMinutes(1));
      assertThat(reply.outcome()).isInstanceOf(Outcome.Unavailable.class);
      assertThat(reply.sinceSent()).isEmpty();
    }
    assertThat(guards.circuit(customer)).isEqualTo(CircuitBreakerState.CLOSED);
  }
}
