package io.leadloop.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.error.ProblemException;
import io.leadloop.provider.ProviderId;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit as PostgreSQL keeps it. */
@GatewayTest
class AllowanceLeasesTest {
  @Inject Onboarding onboarding;
  @Inject Pool pool;

  private AllowanceLeases leases;
  private ProviderId provider;

  @BeforeEach
  void onboard() {
    leases = new AllowanceLeases(pool);
    provider = onboarding.providerWithCustomer().provider().id();
  }

  @Test
  void atMostWhatIsThereIsLent() {
    assertThat(lend(60, 5, 3)).isEqualTo(new Leased(3, 3_000_000));
    Leased rest = lend(60, 5, 3);
    assertThat(rest.permits()).isEqualTo(2);
    assertThat(rest.spent()).isBetween(3_000_000L, 5_000_000L);
  }

  @Test
  void aPartOfAMicrosecondIsNotGivenAway() {
    assertThat(lend(7, 10, 1)).isEqualTo(new Leased(1, 8_571_429));
  }

  @Test
  void theLargestLimitIsLent() {
    assertThat(lend(1, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(new Leased(Integer.MAX_VALUE, Integer.MAX_VALUE * 60_000_000L));
    assertThat(lend(Integer.MAX_VALUE, Integer.MAX_VALUE, 1).permits()).isZero();
  }

  @Test
  void aLimitThatWasLoweredIsNotOverspentForLongerThanItTakesToRefill() {
    pool.preparedQuery(
            "update intake_allowance set spent_until = now() + interval '1 year' where provider_id"
                + " = $1")
        .executeAndAwait(Tuple.of(provider.value()));
    assertThat(lend(60, 5, 1)).isEqualTo(new Leased(0, 5_000_000));
  }

  @Test
  void providersThatAreAskedForTogetherGetTheirOwn() {
    IntakeLimit limit = new IntakeLimit(1, 10);
    List<ProviderId> providers =
        Stream.generate(() -> onboarding.providerWithCustomer().provider().id()).limit(6).toList();
    List<Leased> lent =
        Uni.join()
            .all(
                IntStream.range(0, 6)
                    .mapToObj(i -> leases.lend(providers.get(i), limit, i))
                    .toList())
            .andFailFast()
            .await()
            .atMost(Duration.ofSeconds(60));
    assertThat(lent).extracting(Leased::permits).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aProviderThatDoesNotExistIsLentNothing() {
    ProviderId nobody = new ProviderId(UUID.randomUUID());
    Uni<Leased> lent = leases.lend(nobody, new IntakeLimit(1, 10), 1);
    assertThatThrownBy(() -> lent.await().atMost(Duration.ofSeconds(60)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void twoReplicasTogetherGrantNoMoreThanTheBurst() {
    IntakeLimit limit = new IntakeLimit(1, 500);
    AtomicInteger lent = new AtomicInteger();
    List<ProviderAllowance> replicas = List.of(replica(lent), replica(lent));
    long granted =
        IntStream.range(0, 2000)
            .parallel()
            .mapToObj(i -> replicas.get(i % 2).take(limit).await().atMost(Duration.ofSeconds(60)))
            .filter(Allowance::granted)
            .count();
    assertThat(granted).isLessThanOrEqualTo(lent.get());
    assertThat(lent.get()).isBetween(500, 505);
  }

  @Test
  void leadsInBulkWaitForWhatComesBack() {
    AtomicInteger lent = new AtomicInteger();
    Allowance granted =
        replica(lent).await(new IntakeLimit(6000, 5), 40).await().atMost(Duration.ofSeconds(60));
    assertThat(granted.granted()).isTrue();
    assertThat(lent.get()).isEqualTo(40);
  }

  private ProviderAllowance replica(AtomicInteger lent) {
    AllowanceLeases own = new AllowanceLeases(pool);
    return new ProviderAllowance(
        (limit, permits) ->
            own.lend(provider, limit, permits).invoke(answer -> lent.addAndGet(answer.permits())),
        time -> Uni.createFrom().voidItem().onItem().delayIt().by(time),
        System::nanoTime);
  }

  private Leased lend(int perMinute, int burst, int permits) {
    return leases
        .lend(provider, new IntakeLimit(perMinute, burst), permits)
        .await()
        .atMost(Duration.ofSeconds(60));
  }
}
