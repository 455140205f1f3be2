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
 * Verifies that a provider's account can read its own topic only, using a check account with the
 * same rights.
 */
@ApplicationScoped
public class AccountCheck {
  private static final Logger LOG = Logger.getLogger(AccountCheck.class);

  /** Group prefix to probe if there is no other provider. */
  private static final String NO_PROVIDER = "nobody.";

  /** Far longer than all steps take. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

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
   * Runs all steps in sequence, a few seconds each at most. Expected refusals are logged by Kafka's
   * clients under client ids that begin with {@code account-check}. Fails as described in {@link
   * KafkaAnswers} if no check account can be used.
   */
  public Uni<AccountReport> check(Provider provider) {
    if (accounts.accounts() == KafkaAccountsConfig.Accounts.EXTERNAL) {
      return Uni.createFrom().item(externalReport());
    }
    return providers
        .slugs()
        .map(slugs -> other(slugs, provider.slug()))
        .chain(
            other ->
                checkAccounts.as(
                    provider,
                    TIMEOUT,
                    (admin, clients) -> check(admin, new AccountProbe(clients, provider), other)))
        .invoke(report -> log(provider, report));
  }

  private AccountReport check(Admin admin, AccountProbe probe, Optional<String> other) {
    try {
      return new AccountReport(steps(probe, other));
    } finally {
      deleteGroups(admin, probe.groups());
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
            other.map(Provider::groupPrefixOf).orElse(NO_PROVIDER), config.consumerGroup()));
    steps.add(probe.listsOwnTopicOnly());
    return steps;
  }

  /** Another provider, preferably with a similar slug, where an overly wide ACL would show. */
  private static Optional<String> other(List<String> slugs, String own) {
    List<String> others = slugs.stream().filter(slug -> !slug.equals(own)).toList();
    return others.stream()
        .filter(slug -> slug.startsWith(own))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  /** Kafka would expire them by itself later. */
  private static void deleteGroups(Admin admin, List<String> groups) {
    admin
        .deleteConsumerGroups(groups)
        .deletedGroups()
        .forEach(
            (group, deleted) -> {
              try {
                KafkaAnswers.awaitUnless(
                    deleted, KafkaRight.DELETE_GROUPS, GroupIdNotFoundException.class);
              } catch (RuntimeException e) {
                LOG.warnf("account check group not deleted group=%s", group);
              }
            });
  }

  private static void log(Provider provider, AccountReport report) {
    LOG.infof("kafka account checked provider=%s ok=%s", provider.slug(), report.ok());
  }

  private static AccountReport externalReport() {
    return new AccountReport(
        List.of(
            AccountStep.failed(
                "managed-account",
                "leadloop.kafka.accounts=external: the gateway makes no account, so it has none to"
                    + " try.")));
  }
}
