package io.leadloop.feedback;

import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jboss.logging.Logger;

/**
 * The providers' accounts at Kafka: a SCRAM-SHA-512 user for each, which may read its own topic in
 * consumer groups of its own, and nothing else. With {@code leadloop.kafka.accounts=external} they
 * are made by whoever runs Kafka, and this says what to grant.
 *
 * <p>Each call may be repeated, also after one that ended half-way: it ends in the same state.
 * Whatever Kafka refuses fails as {@link KafkaAnswers} says, with the right that is missing.
 */
@ApplicationScoped
public class KafkaAccounts {
  private static final Logger LOG = Logger.getLogger(KafkaAccounts.class);

  private final KafkaAccountsConfig config;
  private final KafkaAdmin kafka;
  private final Topics topics;

  KafkaAccounts(KafkaAccountsConfig config, KafkaAdmin kafka, Topics topics) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
  }

  /** The provider's user at Kafka. The gateway's other accounts have no such prefix. */
  static String username(Provider provider) {
    return "provider-" + provider.slug();
  }

  /** Makes the provider's topic and its account, with a new password. */
  public Uni<KafkaAccess> create(Provider provider) {
    return topics.createFor(provider).chain(() -> rotate(provider));
  }

  /**
   * Gives the account a new password, and exactly the rights that it should have: what somebody
   * added to them is taken back. Connections that are open stay open; the old password opens no new
   * one, a moment after this answers.
   */
  public Uni<KafkaAccess> rotate(Provider provider) {
    if (!managed()) {
      return Uni.createFrom().item(toBeMade(provider));
    }
    String username = username(provider);
    String password = ScramAccount.newPassword();
    return kafka
        .tell(
            admin -> {
              ScramAccount account = new ScramAccount(admin, username);
              account.allowExactly(ProviderRights.of(provider, username));
              account.setPassword(password);
            })
        .invoke(() -> LOG.infof("kafka account has a new password user=%s", username))
        .replaceWith(() -> made(provider, password));
  }

  /**
   * Removes the account, if there is one: it reads no more, on open connections either. The topic
   * stays. An account that others made is theirs to remove.
   */
  public Uni<Void> remove(Provider provider) {
    if (!managed()) {
      return Uni.createFrom().voidItem();
    }
    String username = username(provider);
    return kafka
        .tell(
            admin -> {
              new ScramAccount(admin, username).remove();
              TemporaryAccount.removeLeftBehind(username, admin);
            })
        .invoke(() -> LOG.infof("kafka account removed user=%s", username));
  }

  private boolean managed() {
    return config.accounts() == KafkaAccountsConfig.Accounts.MANAGED;
  }

  private KafkaAccess made(Provider provider, String password) {
    return access(
        provider,
        Optional.of(password),
        Optional.of(ScramAccount.MECHANISM.mechanismName()),
        List.of());
  }

  private KafkaAccess toBeMade(Provider provider) {
    return access(
        provider,
        Optional.empty(),
        Optional.empty(),
        ProviderRights.toMake(provider, username(provider), bootstrapServers()));
  }

  private KafkaAccess access(
      Provider provider,
      Optional<String> password,
      Optional<String> mechanism,
      List<KafkaGrant> toGrant) {
    return new KafkaAccess(
        bootstrapServers(),
        provider.topic(),
        username(provider),
        password,
        kafka.setting(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"),
        mechanism,
        provider.groupPrefix(),
        toGrant);
  }

  private String bootstrapServers() {
    return kafka.setting(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }
}
