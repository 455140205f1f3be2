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
  private final KafkaPasswords passwords;

  public KafkaAccounts(
      KafkaAccountsConfig config, KafkaAdmin kafka, Topics topics, KafkaPasswords passwords) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
    this.passwords = passwords;
  }

  /** The provider's user at Kafka. The gateway's other accounts have no such prefix. */
  public static String username(Provider provider) {
    return usernameOf(provider.slug());
  }

  /** The same for the provider with that slug. */
  static String usernameOf(String slug) {
    return "provider-" + slug;
  }

  /**
   * Makes the topic and the account of a provider that is not stored yet; who stores it keeps the
   * password with it.
   */
  public Uni<KafkaAccess> createFor(Provider toBe) {
    return topics
        .createFor(toBe)
        .chain(() -> managed() ? give(toBe, ScramAccount.newPassword()) : item(toBeMade(toBe)));
  }

  /** Makes the topic and the account of a stored provider, with a new password. */
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
      return item(toBeMade(provider));
    }
    String password = ScramAccount.newPassword();
    return keeping(provider, Optional.of(password), () -> give(provider, password));
  }

  /**
   * Gives the account the password that is stored for its provider, even if it was changed since.
   */
  public Uni<Void> restore(String slug) {
    return CallerContext.keep(passwords.all())
        .map(all -> all.stream().filter(kept -> kept.slug().equals(slug)).findFirst())
        .map(kept -> kept.flatMap(KeptPassword::password))
        .chain(
            password ->
                managed() && password.isPresent()
                    ? give(Provider.unsaved(slug, ""), password.get()).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private Uni<KafkaAccess> give(Provider provider, String password) {
    String username = username(provider);
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
   * Takes the account from its provider, if there is one: it reads no more, on open connections
   * either. The topic stays, and so does the user, with a password that is not kept. An account
   * that others made is theirs to remove.
   */
  public Uni<Void> remove(Provider provider) {
    if (!managed()) {
      return Uni.createFrom().voidItem();
    }
    String username = username(provider);
    return keeping(
        provider,
        Optional.empty(),
        () ->
            kafka
                .tell(admin -> new ScramAccount(admin, username).retire())
                .invoke(() -> LOG.infof("kafka account removed user=%s", username)));
  }

  /**
   * Keeps the password before the account has it: should the gateway die in between, no password is
   * in use that is not kept. It is taken back where Kafka refuses the change.
   */
  private <T> Uni<T> keeping(
      Provider provider, Optional<String> password, Supplier<Uni<T>> changeAtKafka) {
    return CallerContext.keep(passwords.replace(provider.id(), password, changeAtKafka));
  }

  private static Uni<KafkaAccess> item(KafkaAccess access) {
    return Uni.createFrom().item(access);
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
