package io.leadloop.kafka.check;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Claims of check accounts: one check per account at a time, across replicas. */
@ApplicationScoped
class CheckAccountRepository {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final String CLAIM =
      """
      update check_account set holder = $1, held_until = now() + $2 * interval '1 ms'
      where number = (select number from check_account where held_until < now()
                      order by held_until, number limit 1 for update skip locked)
      returning number
      """;
  private static final String RELEASE =
      """
      update check_account set held_until = now(), holder = null
      where number = $1 and holder = $2
      """;

  private final Pool pool;

  CheckAccountRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Claims a free account.
   *
   * @param atMost time after which another check may claim it
   */
  Uni<Claim> claim(Duration atMost) {
    UUID holder = UUID.randomUUID();
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(holder, atMost.toMillis()))
        .map(
            rows -> {
              if (rows.rowCount() == 0) {
                throw ProblemException.passing(
                    ErrorCode.KAFKA_UNAVAILABLE,
                    "Too many account checks are in progress.",
                    RETRY_AFTER);
              }
              return new Claim(rows.iterator().next().getInteger("number"), holder);
            });
  }

  Uni<Void> release(Claim claim) {
    return pool.preparedQuery(RELEASE)
        .execute(Tuple.of(claim.number, claim.holder))
        .replaceWithVoid();
  }

  /** One account claimed by one check. */
  record Claim(int number, UUID holder) {}
}
