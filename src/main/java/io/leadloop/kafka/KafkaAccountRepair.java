package io.leadloop.kafka;

import io.leadloop.provider.KafkaPasswords;
import io.leadloop.provider.KeptPassword;
import io.leadloop.provider.Provider;
import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Recreates provider accounts that Kafka lost, with the same passwords: brokers may lose their
 * users or be restored from an older backup. Runs at start and every hour. Accounts whose change
 * Kafka did not answer get the stored password again, soon and once more when that change cannot
 * come late.
 */
@ApplicationScoped
class KafkaAccountRepair {
  private static final Logger LOG = Logger.getLogger(KafkaAccountRepair.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /** By then a request that was not answered has reached Kafka, or never will. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private final KafkaAccountsConfig config;
  private final KafkaAdmin kafka;
  private final KafkaPasswords passwords;
  private final Clock clock;

  KafkaAccountRepair(
      KafkaAccountsConfig config, KafkaAdmin kafka, KafkaPasswords passwords, Clock clock) {
    this.config = config;
    this.kafka = kafka;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask(
        "repair of accounts at Kafka",
        () -> repairIfManaged().replaceWith(INTERVAL),
        PAUSE,
        AFTER_FAILURE);
  }

  @Produces
  PeriodicTask taskOfDoubts() {
    return new PeriodicTask(
        "accounts at Kafka in doubt",
        () -> settleDoubts().replaceWith(AFTER_FAILURE),
        AFTER_FAILURE);
  }

  private Uni<Void> repairIfManaged() {
    return config.accounts() == KafkaAccountsConfig.Accounts.MANAGED
        ? repair()
        : Uni.createFrom().voidItem();
  }

  /** One pass over all providers. */
  Uni<Void> repair() {
    return passwords
        .all()
        .chain(kept -> kafka.call(admin -> repair(admin, kept)))
        .chain(repaired -> repaired.isEmpty() ? Uni.createFrom().voidItem() : settle(repaired));
  }

  /** Sets the stored passwords of the accounts in doubt again. */
  Uni<Void> settleDoubts() {
    Instant before = clock.instant().minus(LATE);
    return passwords
        .doubtful()
        .chain(
            kept ->
                kept.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : kafka
                        .run(admin -> setAgain(admin, kept))
                        .chain(() -> settle(kept))
                        .invoke(() -> passwords.settled(before)));
  }

  /** Without a stored password there is none to set. */
  private static void setAgain(Admin admin, List<KeptPassword> all) {
    for (KeptPassword kept : all.stream().filter(KafkaAccountRepair::isKnown).toList()) {
      assign(admin, kept);
      LOG.infof("kafka account set as stored, since a change failed user=%s", username(kept));
    }
  }

  /** Returns the accounts that were recreated. */
  private static List<KeptPassword> repair(Admin admin, List<KeptPassword> all) {
    Set<String> users =
        Set.copyOf(
            KafkaAnswers.await(
                admin.describeUserScramCredentials().users(), KafkaRight.READ_ACCOUNTS));
    List<KeptPassword> lost = all.stream().filter(kept -> !users.contains(username(kept))).toList();
    List<KeptPassword> repairable = lost.stream().filter(KafkaAccountRepair::isKnown).toList();
    repairable.forEach(kept -> recreate(admin, kept));
    lost.stream().filter(kept -> !isKnown(kept)).forEach(kept -> report(admin, kept));
    return repairable;
  }

  private static void recreate(Admin admin, KeptPassword kept) {
    assign(admin, kept);
    LOG.warnf("kafka account was missing, recreated user=%s", username(kept));
  }

  private static void assign(Admin admin, KeptPassword kept) {
    ScramAccount account = new ScramAccount(admin, username(kept));
    account.allowExactly(ProviderRights.of(Provider.unsaved(kept.slug(), ""), username(kept)));
    account.setPassword(kept.password().orElseThrow());
  }

  /** An account that still has rights was not removed on purpose. */
  private static void report(Admin admin, KeptPassword kept) {
    if (!new ScramAccount(admin, username(kept)).rights().isEmpty()) {
      LOG.errorf(
          "kafka account is missing and its password is not stored, rotate it"
              + " (POST /admin/v1/providers/%s/kafka-account) user=%s",
          kept.slug(), username(kept));
    }
  }

  /** Follows changes in the meantime: accounts that were removed or rotated. */
  private Uni<Void> settle(List<KeptPassword> repaired) {
    return passwords
        .all()
        .map(all -> all.stream().collect(Collectors.toMap(KeptPassword::slug, Function.identity())))
        .chain(now -> kafka.run(admin -> settle(admin, repaired, now)));
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
              other -> assign(admin, other),
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
