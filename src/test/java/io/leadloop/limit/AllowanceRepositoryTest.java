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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit as PostgreSQL keeps it. */
@GatewayTest
class AllowanceRepositoryTest {
  @Inject Onboarding onboarding;
  @Inject Pool pool;

  private AllowanceRepository allowances;
  private ProviderId provider;

  @BeforeEach
  void onboard() {
    allowances = new AllowanceRepository(pool);
    provider = onboarding.providerWithCustomer().provider().id();
  }

  @Test
  void atMostWhatIsThereIsLent() {
    assertThat(spend(60, 5, 3)).isEqualTo(new Spent(3, 3_000_000));
    Spent rest = spend(60, 5, 3);
    assertThat(rest.permits()).isEqualTo(2);
    assertThat(rest.micros()).isBetween(3_000_000L, 5_000_000L);
  }

  @Test
  void aPartOfAMicrosecondIsNotGivenAway() {
    assertThat(spend(7, 10, 1)).isEqualTo(new Spent(1, 8_571_429));
  }

  @Test
  void theLargestLimitIsLent() {
    assertThat(spend(1, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(new Spent(Integer.MAX_VALUE, Integer.MAX_VALUE * 60_000_000L));
    assertThat(spend(Integer.MAX_VALUE, Integer.MAX_VALUE, 1).permits()).isZero();
  }

  @Test
  void aLimitThatWasLoweredIsNotOverspentForLongerThanItTakesToRefill() {
    pool.preparedQuery(
            "update intake_allowance set spent_until = now() + interval '1 year' where provider_id"
                + " = $1")
        .executeAndAwait(Tuple.of(provider.value()));
    assertThat(spend(60, 5, 1)).isEqualTo(new Spent(0, 5_000_000));
  }

  @Test
  void providersThatAreAskedForTogetherGetTheirOwn() {
    IntakeLimit limit = new IntakeLimit(1, 10);
    List<ProviderId> providers =
        Stream.generate(() -> onboarding.providerWithCustomer().provider().id()).limit(6).toList();
    List<Spent> lent =
        Uni.join()
            .all(
                IntStream.range(0, 6)
                    .mapToObj(i -> allowances.spend(providers.get(i), limit, i))
                    .toList())
            .andFailFast()
            .await()
            .atMost(Duration.ofSeconds(60));
    assertThat(lent).extracting(Spent::permits).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aProviderThatDoesNotExistIsLentNothing() {
    ProviderId nobody = new ProviderId(UUID.randomUUID());
    Uni<Spent> lent = allowances.spend(nobody, new IntakeLimit(1, 10), 1);
    assertThatThrownBy(() -> lent.await().atMost(Duration.ofSeconds(60)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void requestsOfOneProviderShareWhatIsThereInTheirOrder() {
    IntakeLimit limit = new IntakeLimit(1, 10);
    List<Spent> spent =
        Uni.join()
            .all(IntStream.range(0, 6).mapToObj(i -> allowances.spend(provider, limit, 3)).toList())
            .andFailFast()
            .await()
            .atMost(Duration.ofSeconds(60));
    assertThat(spent).extracting(Spent::permits).containsExactly(3, 3, 3, 1, 0, 0);
  }

  @Test
  void twoReplicasTogetherGrantNoMoreThanTheBurst() {
    IntakeLimit limit = new IntakeLimit(1, 500);
    List<Allowances> replicas = List.of(replica(), replica());
    long granted =
        IntStream.range(0, 2000)
            .parallel()
            .mapToObj(
                i ->
                    replicas
                        .get(i % 2)
                        .take(provider, limit)
                        .await()
                        .atMost(Duration.ofSeconds(60)))
            .filter(Allowance::granted)
            .count();
    assertThat(granted).isBetween(500L, 505L);
  }

  @Test
  void leadsInBulkWaitForWhatComesBack() {
    IntakeLimit limit = new IntakeLimit(6000, 5);
    Allowance granted = replica().await(provider, limit, 40).await().atMost(Duration.ofSeconds(60));
    assertThat(granted.granted()).isTrue();
  }

  private Allowances replica() {
    return new Allowances(new AllowanceRepository(pool), null);
  }

  private Spent spend(int perMinute, int burst, int permits) {
    return allowances
        .spend(provider, new IntakeLimit(perMinute, burst), permits)
        .await()
        .atMost(Duration.ofSeconds(60));
  }
}
