package io.leadloop.kafka.check;

import io.leadloop.kafka.KafkaAccountsConfig;
import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.kafka.KafkaRight;
import io.leadloop.kafka.TopicsConfig;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jboss.logging.Logger;

/**
 * Proves, by trying, that a provider's account reads its own topic and nothing else: with a check
 * account that has the rights which the provider's account has at this moment.
 */
@ApplicationScoped
public class AccountCheck {
  private static final Logger LOG = Logger.getLogger(AccountCheck.class);

  /** Begins the group that the check tries to use where there is no other provider. */
  private static final String NOBODY = "nobody.";

  /** Far more than its steps take, each of which ends within seconds. */
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  private final TopicsConfig config;
  private final KafkaAccountsConfig accounts;
  private final CheckAccounts checkAccounts;
  private final Providers providers;

  AccountCheck(
      TopicsConfig config,
      KafkaAccountsConfig accounts,
      CheckAccounts checkAccounts,
      Providers providers) {
    this.config = config;
    this.accounts = accounts;
    this.checkAccounts = checkAccounts;
    this.providers = providers;
  }

  /**
   * Tries everything, one step after the other, each for a few seconds at most. What is refused
   * leaves a line of Kafka's clients in the log, whose client id begins with {@code account-check}.
   * Fails as {@link KafkaAnswers} says where no check account can be used.
   */
  public Uni<AccountReport> check(Provider provider) {
    if (accounts.accounts() == KafkaAccountsConfig.Accounts.EXTERNAL) {
      return Uni.createFrom().item(notOurs());
    }
    return providers
        .slugs()
        .map(slugs -> other(slugs, provider.slug()))
        .chain(
            other ->
                checkAccounts.as(
                    provider,
                    AT_MOST,
                    (admin, clients) -> check(admin, new AccountProbe(clients, provider), other)))
        .invoke(report -> log(provider, report));
  }

  private AccountReport check(Admin admin, AccountProbe probe, Optional<String> other) {
    try {
      return new AccountReport(steps(probe, other));
    } finally {
      forget(admin, probe.groups());
    }
  }

  private List<AccountStep> steps(AccountProbe probe, Optional<String> other) {
    List<AccountStep> steps = new ArrayList<>();
    steps.add(probe.readsOwnTopic());
    steps.add(probe.isRefused("refused-internal-topic", config.topic()));
    other.ifPresent(
        slug -> steps.add(probe.isRefused("refused-other-provider", Provider.topicOf(slug))));
    steps.add(probe.isRefusedWriting());
    steps.add(
        probe.isRefusedGroups(
            other.map(Provider::groupPrefixOf).orElse(NOBODY), config.consumerGroup()));
    steps.add(probe.listsOwnTopicOnly());
    return steps;
  }

  /**
   * Another provider, rather one whose slug begins like this one's: a wide ACL would show there.
   */
  private static Optional<String> other(List<String> slugs, String own) {
    List<String> others = slugs.stream().filter(slug -> !slug.equals(own)).toList();
    return others.stream()
        .filter(slug -> slug.startsWith(own))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  /** Kafka would forget them by itself, later. */
  private static void forget(Admin admin, List<String> groups) {
    admin
        .deleteConsumerGroups(groups)
        .deletedGroups()
        .forEach(
            (group, deleted) -> {
              try {
                KafkaAnswers.awaitUnless(
                    deleted, KafkaRight.DELETE_GROUPS, GroupIdNotFoundException.class);
              } catch (RuntimeException e) {
                LOG.warnf("group of an account check was not deleted group=%s", group);
              }
            });
  }

  private static void log(Provider provider, AccountReport report) {
    LOG.infof("kafka account checked provider=%s ok=%s", provider.slug(), report.ok());
  }

  private static AccountReport notOurs() {
    return new AccountReport(
        List.of(
            AccountStep.failed(
                "managed-account",
                "leadloop.kafka.accounts=external: the gateway makes no account, so it has none to"
                    + " try.")));
  }
}
