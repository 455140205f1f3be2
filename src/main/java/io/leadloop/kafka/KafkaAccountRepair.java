package io.leadloop.kafka;

import io.leadloop.provider.KafkaPasswords;
import io.leadloop.provider.KeptPassword;
import io.leadloop.provider.Provider;
import io.leadloop.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Makes the accounts of providers again that Kafka has lost, with the same passwords: brokers that
 * forgot their users, or were restored from an older backup. At the start, and every hour.
 */
@ApplicationScoped
class KafkaAccountRepair {
  private static final Logger LOG = Logger.getLogger(KafkaAccountRepair.class);
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final KafkaAccountsConfig config;
  private final KafkaAdmin kafka;
  private final KafkaPasswords passwords;
  private Rounds rounds;

  KafkaAccountRepair(KafkaAccountsConfig config, KafkaAdmin kafka, KafkaPasswords passwords) {
    this.config = config;
    this.kafka = kafka;
    this.passwords = passwords;
  }

  void start(@Observes StartupEvent started) {
    if (config.accounts() == KafkaAccountsConfig.Accounts.MANAGED) {
      rounds =
          Rounds.start(
              "repair of accounts at Kafka",
              () -> repair().replaceWith(INTERVAL),
              APART,
              AFTER_FAILURE);
    }
  }

  void stop(@Observes ShutdownEvent stop) {
    if (rounds != null) {
      rounds.close();
    }
  }

  /** One pass over all providers. */
  Uni<Void> repair() {
    return passwords
        .all()
        .chain(kept -> kafka.ask(admin -> repair(admin, kept)))
        .chain(repaired -> repaired.isEmpty() ? Uni.createFrom().voidItem() : settle(repaired));
  }

  /** What was made again. */
  private static List<KeptPassword> repair(Admin admin, List<KeptPassword> all) {
    Set<String> users =
        Set.copyOf(
            KafkaAnswers.await(
                admin.describeUserScramCredentials().users(), KafkaRight.READ_ACCOUNTS));
    List<KeptPassword> lost = all.stream().filter(kept -> !users.contains(username(kept))).toList();
    List<KeptPassword> repairable = lost.stream().filter(KafkaAccountRepair::isKnown).toList();
    repairable.forEach(kept -> make(admin, kept));
    lost.stream().filter(kept -> !isKnown(kept)).forEach(kept -> report(admin, kept));
    return repairable;
  }

  private static void make(Admin admin, KeptPassword kept) {
    ScramAccount account = new ScramAccount(admin, username(kept));
    account.allowExactly(ProviderRights.of(Provider.unsaved(kept.slug(), ""), username(kept)));
    account.setPassword(kept.password().orElseThrow());
    LOG.warnf("kafka had lost an account, made again user=%s", username(kept));
  }

  /** An account that still has rights was not removed on purpose. */
  private static void report(Admin admin, KeptPassword kept) {
    if (!new ScramAccount(admin, username(kept)).rights().isEmpty()) {
      LOG.errorf(
          "kafka has lost an account whose password is not kept, give the provider another"
              + " (POST /admin/v1/providers/%s/kafka-account) user=%s",
          kept.slug(), username(kept));
    }
  }

  /** What somebody removed or rotated in the meantime is as he wanted it. */
  private Uni<Void> settle(List<KeptPassword> repaired) {
    return passwords
        .all()
        .map(all -> all.stream().collect(Collectors.toMap(KeptPassword::slug, Function.identity())))
        .chain(now -> kafka.tell(admin -> settle(admin, repaired, now)));
  }

  private static void settle(
      Admin admin, List<KeptPassword> repaired, Map<String, KeptPassword> now) {
    for (KeptPassword before : repaired) {
      Optional<KeptPassword> kept = Optional.ofNullable(now.get(before.slug()));
      if (kept.flatMap(KeptPassword::password).equals(before.password())) {
        continue;
      }
      kept.filter(KafkaAccountRepair::isKnown)
          .ifPresentOrElse(
              other -> make(admin, other),
              () -> new ScramAccount(admin, username(before)).retire());
    }
  }

  private static boolean isKnown(KeptPassword kept) {
    return kept.password().isPresent();
  }

  private static String username(KeptPassword kept) {
    return KafkaAccounts.usernameOf(kept.slug());
  }
}
