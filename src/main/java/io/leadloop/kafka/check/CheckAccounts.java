package io.leadloop.kafka.check;

import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.provider.Provider;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Runs checks with accounts that have a provider's rights, since the gateway cannot log in as the
 * provider. There are few such accounts with fixed names, so that Kafka's users do not grow with
 * each check.
 */
@ApplicationScoped
class CheckAccounts {
  private static final Logger LOG = Logger.getLogger(CheckAccounts.class);

  private final CheckAccountRepository accounts;
  private final KafkaAdmin kafka;

  CheckAccounts(CheckAccountRepository accounts, KafkaAdmin kafka) {
    this.accounts = accounts;
    this.kafka = kafka;
  }

  /**
   * Runs {@code use} as an account with the provider's current rights. Fails as described in {@link
   * KafkaAnswers} if no account is available.
   *
   * @param atMost upper bound of the duration
   * @param use may block
   */
  <T> Uni<T> as(Provider provider, Duration atMost, BiFunction<Admin, AccountClients, T> use) {
    return CallerContext.keep(
        accounts
            .claim(atMost)
            .chain(
                claim ->
                    kafka
                        .call(admin -> as(provider, claim.number(), admin, use))
                        .eventually(() -> release(claim))));
  }

  private <T> T as(
      Provider provider, int number, Admin admin, BiFunction<Admin, AccountClients, T> use) {
    try (CheckAccount account =
        CheckAccount.like(KafkaAccounts.username(provider), number, admin)) {
      return use.apply(admin, account.clients(kafka.connection()));
    }
  }

  private Uni<Void> release(CheckAccountRepository.Claim claim) {
    return accounts
        .release(claim)
        .onFailure()
        .invoke(e -> LOG.debugf("check account not released before its time-out cause=%s", e))
        .onFailure()
        .recoverWithNull();
  }
}
