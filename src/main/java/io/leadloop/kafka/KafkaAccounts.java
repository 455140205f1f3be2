package io.leadloop.kafka;

import io.leadloop.provider.KafkaPasswords;
import io.leadloop.provider.KeptPassword;
import io.leadloop.provider.Provider;
import io.leadloop.store.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jboss.logging.Logger;

/**
 * The providers' accounts at Kafka: one SCRAM-SHA-512 user per provider, which may only read its
 * own topic with its own consumer groups. With {@code leadloop.kafka.accounts=external} Kafka's
 * operator creates them, and this class lists the permissions to grant.
 *
 * <p>All calls are idempotent, even after a partial failure. Refusals by Kafka fail as described in
 * {@link KafkaAnswers}, with the missing right.
 */
@ApplicationScoped
public class KafkaAccounts {
  private static final Logger LOG = Logger.getLogger(KafkaAccounts.class);

  private final KafkaAccountsConfig config;
  private final KafkaAdmin kafka;
  private final ProviderBrokers brokers;
  private final Topics topics;
  private final KafkaPasswords passwords;

  public KafkaAccounts(
      KafkaAccountsConfig config,
      KafkaAdmin kafka,
      ProviderBrokers brokers,
      Topics topics,
      KafkaPasswords passwords) {
    this.config = config;
    this.kafka = kafka;
    this.brokers = brokers;
    this.topics = topics;
    this.passwords = passwords;
  }

  /** The provider's Kafka user. The gateway's other accounts do not have this prefix. */
  public static String username(Provider provider) {
    return usernameOf(provider.slug());
  }

  /** The Kafka user for a slug. */
  static String usernameOf(String slug) {
    return "provider-" + slug;
  }

  /**
   * Creates the topic and the account of a provider that is not stored yet; the caller must store
   * the password with it.
   */
  public Uni<KafkaAccess> createFor(Provider provider) {
    return topics
        .createFor(provider)
        .chain(
            () ->
                isManaged()
                    ? assign(provider, ScramAccount.newPassword())
                    : item(externalAccess(provider)));
  }

  /**
   * Sets a new password and resets the account's rights, removing any extra ones. Open connections
   * stay open; shortly afterwards the old password is no longer accepted.
   */
  public Uni<KafkaAccess> rotate(Provider provider) {
    if (!isManaged()) {
      return item(externalAccess(provider));
    }
    String password = ScramAccount.newPassword();
    return storing(provider, Optional.of(password), () -> assign(provider, password));
  }

  /**
   * Creates the topic and the account of a stored provider, with the password that is stored, or
   * with a new one if none is.
   */
  public Uni<KafkaAccess> create(Provider provider) {
    return topics
        .createFor(provider)
        .chain(() -> kept(provider.slug()))
        .chain(
            password ->
                isManaged() && password.isPresent()
                    ? assign(provider, password.get())
                    : rotate(provider));
  }

  private Uni<Optional<String>> kept(String slug) {
    return CallerContext.keep(passwords.all())
        .map(all -> all.stream().filter(kept -> kept.slug().equals(slug)).findFirst())
        .map(kept -> kept.flatMap(KeptPassword::password));
  }

  /** Sets the account's password to the stored one, even if it changed since. */
  public Uni<Void> restore(String slug) {
    return kept(slug)
        .chain(
            password ->
                isManaged() && password.isPresent()
                    ? assign(Provider.unsaved(slug, ""), password.get()).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private Uni<KafkaAccess> assign(Provider provider, String password) {
    String username = username(provider);
    return kafka
        .run(
            admin -> {
              ScramAccount account = new ScramAccount(admin, username);
              account.allowExactly(ProviderRights.of(provider, username));
              account.setPassword(password);
            })
        .invoke(() -> LOG.infof("kafka account password set user=%s", username))
        .replaceWith(() -> managedAccess(provider, password));
  }

  /**
   * Disables the provider's account, if any, including its open connections. The topic stays, and
   * so does the user, with a discarded password. External accounts are not touched.
   */
  public Uni<Void> remove(Provider provider) {
    if (!isManaged()) {
      return Uni.createFrom().voidItem();
    }
    String username = username(provider);
    return storing(
        provider,
        Optional.empty(),
        () ->
            kafka
                .run(admin -> new ScramAccount(admin, username).retire())
                .invoke(() -> LOG.infof("kafka account removed user=%s", username)));
  }

  /**
   * Stores the password before setting it at Kafka, so that a crash in between leaves no unknown
   * password in use. Reverts it if Kafka refuses the change.
   */
  private <T> Uni<T> storing(
      Provider provider, Optional<String> password, Supplier<Uni<T>> changeAtKafka) {
    return CallerContext.keep(passwords.replace(provider.id(), password, changeAtKafka));
  }

  private static Uni<KafkaAccess> item(KafkaAccess access) {
    return Uni.createFrom().item(access);
  }

  private boolean isManaged() {
    return config.accounts() == KafkaAccountsConfig.Accounts.MANAGED;
  }

  private KafkaAccess managedAccess(Provider provider, String password) {
    return access(
        provider,
        Optional.of(password),
        Optional.of(ScramAccount.MECHANISM.mechanismName()),
        List.of());
  }

  private KafkaAccess externalAccess(Provider provider) {
    return access(
        provider,
        Optional.empty(),
        Optional.empty(),
        ProviderRights.commands(
            provider,
            username(provider),
            kafka.setting(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "")));
  }

  private KafkaAccess access(
      Provider provider,
      Optional<String> password,
      Optional<String> mechanism,
      List<KafkaGrant> toGrant) {
    return new KafkaAccess(
        brokers.servers(),
        provider.topic(),
        username(provider),
        password,
        brokers.securityProtocol(),
        mechanism,
        brokers.authority(),
        provider.groupPrefix(),
        toGrant);
  }
}
