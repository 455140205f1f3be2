package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.provider.KafkaPasswords;
import io.leadloop.provider.Provider;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.Onboarding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The permissions of a provider's account, tried with Kafka clients on the embedded broker. */
@GatewayTest
class KafkaAccountsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Runnable LOST_ANSWER =
      () -> {
        throw ProblemException.passing(
            ErrorCode.KAFKA_UNAVAILABLE, "Kafka did not answer.", Duration.ofSeconds(5));
      };

  @Inject KafkaAccounts accounts;
  @Inject KafkaAdmin kafkaAdmin;
  @Inject ProviderBrokers brokers;
  @Inject Topics topics;
  @Inject KafkaPasswords passwords;
  @Inject KafkaAccountRepair repair;
  @Inject FeedbackConfig config;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  /** For the tests that change nothing of an account. */
  private static Account shared;

  private KafkaUser gateway;
  private String slug;
  private Provider provider;
  private KafkaAccess access;
  private KafkaUser user;

  @BeforeEach
  void connect() {
    gateway = new KafkaUser(KafkaLogin.ofGateway(kafka));
  }

  private void useSharedAccount() {
    if (shared == null) {
      shared = createAccount();
    }
    use(shared);
  }

  private void useNewAccount() {
    use(createAccount());
  }

  private void use(Account account) {
    provider = account.provider();
    access = account.access();
    slug = provider.slug();
    user = user(access);
  }

  private Account createAccount() {
    Provider created = onboarding.provider("p-" + UUID.randomUUID());
    KafkaAccess itsAccess = get(accounts.create(created));
    user(itsAccess).onceItMayRead(created.topic(), created.slug() + ".ready");
    return new Account(created, itsAccess);
  }

  /** Another provider with a topic, whose slug begins like that of the account's provider. */
  private Provider longer() {
    Provider longer = Provider.unsaved(slug + "-2", "Provider");
    get(topics.createFor(longer));
    return longer;
  }

  private record Account(Provider provider, KafkaAccess access) {}

  @Test
  void accountReadsItsTopicInItsOwnGroups() {
    useNewAccount();
    gateway.write(provider.topic(), "for you");

    assertThat(user.read(provider.topic(), slug + ".app")).containsExactly("for you");
    assertThat(user.read(provider.topic(), slug + ".app")).as("what it committed").isEmpty();
    assertThat(user.read(provider.topic(), slug + ".other")).containsExactly("for you");
  }

  @Test
  void accessIsCompleteAndRedactsThePassword() {
    useSharedAccount();
    assertThat(access.bootstrapServers()).isEqualTo(kafka);
    assertThat(access.topic()).isEqualTo("leadloop.status." + slug);
    assertThat(access.username()).isEqualTo("provider-" + slug);
    assertThat(access.securityProtocol()).isEqualTo("SASL_PLAINTEXT");
    assertThat(access.mechanism()).hasValue("SCRAM-SHA-512");
    assertThat(access.groupPrefix()).isEqualTo(slug + ".");
    assertThat(access.toGrant()).isEmpty();
    assertThat(access.password()).hasValueSatisfying(p -> assertThat(p).matches("[\\w-]{43}"));
    assertThat(access.toString()).contains("***").doesNotContain(access.password().orElseThrow());
  }

  @Test
  void otherTopicsAreDenied() {
    useSharedAccount();
    Provider longer = longer();
    List<String> others =
        List.of(
            longer.topic(),
            config.topic(),
            config.deadTopic(),
            "__consumer_offsets",
            "__transaction_state",
            "there-is-no-such-topic");
    for (String topic : others) {
      assertThatThrownBy(() -> user.peek(topic))
          .as(topic)
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> user.read(topic, slug + ".app"))
          .as(topic)
          .isInstanceOf(TopicAuthorizationException.class);
    }
    assertThat(user.topics()).isEqualTo(Set.of(provider.topic()));
  }

  @Test
  void writingIsDenied() {
    useSharedAccount();
    Provider longer = longer();
    for (String topic : List.of(provider.topic(), longer.topic(), config.topic())) {
      assertThatThrownBy(() -> user.write(topic, "forged"))
          .as(topic)
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> user.write(topic, "forged", Map.of("enable.idempotence", true)))
          .as(topic)
          .isInstanceOf(AuthorizationException.class);
    }
    assertThatThrownBy(
            () -> user.write(provider.topic(), "forged", Map.of("transactional.id", slug + ".t")))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
    assertThat(user.read(provider.topic(), slug + ".app")).isEmpty();
  }

  @Test
  void foreignGroupsAreDenied() {
    useSharedAccount();
    for (String group : List.of("app", config.consumerGroup(), slug, slug + "-2.app", slug + "x")) {
      assertThatThrownBy(() -> user.read(provider.topic(), group))
          .as(group)
          .isInstanceOf(GroupAuthorizationException.class);
      assertThatThrownBy(() -> user.admin(a -> a.describeConsumerGroups(List.of(group)).all()))
          .as(group)
          .isInstanceOf(GroupAuthorizationException.class);
    }
    user.read(provider.topic(), slug + ".app");
    assertThat(user.groups()).isNotEmpty().allMatch(group -> group.startsWith(slug + "."));
  }

  @Test
  void administrationIsDenied() {
    useSharedAccount();
    Provider longer = longer();
    assertThatThrownBy(
            () -> user.admin(a -> a.createTopics(List.of(new NewTopic(slug, 1, (short) 1))).all()))
        .isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(() -> user.admin(a -> a.deleteTopics(List.of(provider.topic())).all()))
        .isInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(
            () ->
                user.admin(
                    a ->
                        a.deleteRecords(
                                Map.of(
                                    new TopicPartition(provider.topic(), 0),
                                    RecordsToDelete.beforeOffset(0)))
                            .all()))
        .isInstanceOf(TopicAuthorizationException.class);
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, provider.topic());
    assertThatThrownBy(() -> user.admin(a -> a.describeConfigs(List.of(topic)).all()))
        .isInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> user.admin(a -> a.describeAcls(AclBindingFilter.ANY).values()))
        .isInstanceOf(ClusterAuthorizationException.class);
    assertThatThrownBy(
            () -> user.admin(a -> a.createAcls(ProviderRights.of(longer, access.username())).all()))
        .isInstanceOf(ClusterAuthorizationException.class);
    assertThatThrownBy(() -> user.admin(a -> a.describeUserScramCredentials().all()))
        .isInstanceOf(ClusterAuthorizationException.class);
    UserScramCredentialDeletion own =
        new UserScramCredentialDeletion(access.username(), ScramAccount.MECHANISM);
    assertThatThrownBy(() -> user.admin(a -> a.alterUserScramCredentials(List.of(own)).all()))
        .isInstanceOf(ClusterAuthorizationException.class);
    DescribeClusterOptions withRights =
        new DescribeClusterOptions().includeAuthorizedOperations(true);
    Set<AclOperation> onCluster =
        user.admin(a -> a.describeCluster(withRights).authorizedOperations());
    assertThat(onCluster).isEmpty();
  }

  @Test
  void wrongPasswordIsRejected() {
    useSharedAccount();
    assertThat(user(access.username(), "guess").isLetIn()).isFalse();
    assertThat(user("provider-nobody", access.password().orElseThrow()).isLetIn()).isFalse();
    assertThat(user.isLetIn()).isTrue();
  }

  @Test
  void rotatedPasswordIsRejected() {
    useNewAccount();
    KafkaAccess next = get(accounts.rotate(provider));

    user(next).onceItMayRead(provider.topic(), slug + ".app");
    assertThat(user.isLetIn()).isFalse();
    assertThat(next.password()).isNotEqualTo(access.password());
    assertThat(rights()).isEqualTo(ProviderRights.of(provider, access.username()));
  }

  @Test
  void openConnectionSurvivesRotationButNotRemoval() {
    useNewAccount();
    user.readOnAfter(() -> get(accounts.rotate(provider)), provider.topic(), slug + ".app");

    KafkaUser next = user(get(accounts.rotate(provider)));
    next.onceItMayRead(provider.topic(), slug + ".ready");
    assertThatThrownBy(
            () ->
                next.readOnAfter(
                    () -> get(accounts.remove(provider)), provider.topic(), slug + ".app"))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void removedAccountIsRejectedAndItsTopicStays() {
    useNewAccount();
    get(accounts.remove(provider));

    await().atMost(PATIENCE).until(() -> !user.isLetIn());
    assertThat(rights()).isEmpty();
    gateway.write(provider.topic(), "still there");
    get(accounts.remove(provider));

    KafkaUser again = user(get(accounts.create(provider)));
    again.onceItMayRead(provider.topic(), slug + ".ready");
    assertThat(again.read(provider.topic(), slug + ".again")).containsExactly("still there");
    assertThat(user.isLetIn()).as("with the old password").isFalse();
  }

  @Test
  void removedAccountStaysAsAUser() {
    useNewAccount();
    get(accounts.remove(provider));

    assertThat(gateway.users()).contains(access.username());
    get(repair.repair());
    assertThat(rights()).isEmpty();
    assertThat(user.isLetIn()).isFalse();
  }

  @Test
  void lostAccountIsRecreatedWithTheSamePassword() {
    useNewAccount();
    loseAccount();

    get(repair.repair());

    user.onceItMayRead(provider.topic(), slug + ".app");
    assertThat(rights()).isEqualTo(ProviderRights.of(provider, access.username()));
  }

  @Test
  void removedAccountIsNotRecreated() {
    useNewAccount();
    get(accounts.remove(provider));
    loseAccount();

    get(repair.repair());

    assertThat(gateway.users()).doesNotContain(access.username());
    assertThat(rights()).isEmpty();
  }

  @Test
  void passwordThatKafkaRefusedIsNotStored() {
    useNewAccount();
    KafkaAccounts powerless =
        new KafkaAccounts(
            () -> KafkaAccountsConfig.Accounts.MANAGED,
            new KafkaAdmin(login(access)),
            brokers,
            topics,
            passwords);
    assertThatThrownBy(() -> get(powerless.rotate(provider))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> get(powerless.remove(provider))).isInstanceOf(ProblemException.class);
    loseAccount();

    get(repair.repair());

    user.onceItMayRead(provider.topic(), slug + ".app");
  }

  @Test
  void passwordThatKafkaMayHaveTakenIsSetBack() {
    useNewAccount();
    KafkaAdmin unanswered =
        new KafkaAdmin(kafkaAdmin.connection()) {
          @Override
          public <T> Uni<T> call(Function<Admin, T> work) {
            return super.call(work).invoke(done -> LOST_ANSWER.run());
          }
        };
    KafkaAccounts lossy =
        new KafkaAccounts(
            () -> KafkaAccountsConfig.Accounts.MANAGED, unanswered, brokers, topics, passwords);

    assertThatThrownBy(() -> get(lossy.rotate(provider))).isInstanceOf(ProblemException.class);
    get(repair.settleDoubts());
    user.onceItMayRead(provider.topic(), slug + ".app");

    assertThatThrownBy(() -> get(lossy.remove(provider))).isInstanceOf(ProblemException.class);
    get(repair.settleDoubts());
    user.onceItMayRead(provider.topic(), slug + ".app");
  }

  /** Regression: the database kept one password and Kafka the other. */
  @Test
  void concurrentRotationsLeaveTheSamePasswordInKafkaAndTheDatabase() {
    useNewAccount();
    List<String> atKafka = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> slow = new CompletableFuture<>();
    CompletableFuture<?> first =
        change(
            "first",
            () -> {
              begun.complete(null);
              return Uni.createFrom().completionStage(slow).invoke(() -> atKafka.add("first"));
            });
    begun.join();
    CompletableFuture<?> second =
        change("second", () -> Uni.createFrom().voidItem().invoke(() -> atKafka.add("second")));
    slow.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);
    CompletableFuture.allOf(first, second).orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(atKafka).containsExactly("first", "second");
    assertThat(storedPassword()).hasValue("second");
  }

  /** Regression: no other change was possible while the database connection lived. */
  @Test
  void cancelledChangeCompletesAndUnblocksTheNext() {
    useNewAccount();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> slow = new CompletableFuture<>();
    passwords
        .replace(
            provider.id(),
            Optional.of("first"),
            () -> {
              begun.complete(null);
              return Uni.createFrom().completionStage(slow);
            })
        .subscribe()
        .with(done -> {})
        .cancel();
    begun.orTimeout(60, TimeUnit.SECONDS).join();
    CompletableFuture<?> second = change("second", () -> Uni.createFrom().voidItem());
    slow.complete(null);
    second.orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(storedPassword()).hasValue("second");
  }

  @Test
  void concurrentRefusedChangesAreBothReverted() {
    useNewAccount();
    Optional<String> before = storedPassword();
    List<CompletableFuture<?>> changes =
        List.of(
            change("first", () -> Uni.createFrom().failure(new IllegalStateException("refused"))),
            change("second", () -> Uni.createFrom().failure(new IllegalStateException("refused"))));
    changes.forEach(change -> assertThat(change).failsWithin(PATIENCE));

    assertThat(storedPassword()).isEqualTo(before).isPresent();
  }

  private CompletableFuture<?> change(String password, Supplier<Uni<Void>> atKafka) {
    return passwords
        .replace(provider.id(), Optional.of(password), atKafka)
        .subscribeAsCompletionStage();
  }

  private Optional<String> storedPassword() {
    return get(passwords.all()).stream()
        .filter(kept -> kept.slug().equals(slug))
        .findFirst()
        .orElseThrow()
        .password();
  }

  @Test
  void creationIsIdempotent() {
    useNewAccount();
    KafkaAccess second = get(accounts.create(provider));

    assertThat(rights()).isEqualTo(ProviderRights.of(provider, access.username()));
    assertThat(second.password()).isEqualTo(access.password());
    user(second).onceItMayRead(provider.topic(), slug + ".app");
  }

  @Test
  void nextCallCompletesAfterACrash() {
    useNewAccount();
    List<AclBinding> wanted = ProviderRights.of(provider, access.username());
    gateway.admin(a -> a.deleteAcls(List.of(wanted.get(0).toFilter())).all());
    UserScramCredentialDeletion password =
        new UserScramCredentialDeletion(access.username(), ScramAccount.MECHANISM);
    gateway.admin(a -> a.alterUserScramCredentials(List.of(password)).all());

    user(get(accounts.create(provider))).onceItMayRead(provider.topic(), slug + ".app");
    assertThat(rights()).isEqualTo(wanted);
  }

  @Test
  void addedRightsAreRemoved() {
    useNewAccount();
    Provider longer = longer();
    List<AclBinding> foreign = ProviderRights.of(longer, access.username());
    gateway.admin(a -> a.createAcls(foreign).all());
    await().atMost(PATIENCE).until(() -> rights().containsAll(foreign));

    get(accounts.rotate(provider));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(rights()).isEqualTo(ProviderRights.of(provider, access.username())));
  }

  @Test
  void externalAccountListsTheGrants() {
    KafkaAccounts external =
        new KafkaAccounts(
            () -> KafkaAccountsConfig.Accounts.EXTERNAL, kafkaAdmin, brokers, topics, passwords);
    Provider elsewhere = onboarding.provider("p-" + UUID.randomUUID());

    KafkaAccess access = get(external.create(elsewhere));

    String name = elsewhere.slug();
    assertThat(access.password()).isEmpty();
    assertThat(access.topic()).isEqualTo(elsewhere.topic());
    assertThat(access.groupPrefix()).isEqualTo(name + ".");
    assertThat(access.toGrant())
        .extracting(KafkaGrant::right)
        .containsExactly(
            "READ and DESCRIBE on the topic leadloop.status." + name,
            "READ and DESCRIBE on the consumer groups that begin with " + name + ".");
    assertThat(access.toGrant().get(1).command())
        .isEqualTo(
            "kafka-acls.sh --bootstrap-server %s --command-config <admin.properties> --add --allow-principal User:provider-%s --operation Read --operation Describe --group %s. --resource-pattern-type prefixed"
                .formatted(kafka, name, name));
    assertThat(gateway.topics()).contains(elsewhere.topic());
    assertThat(gateway.users()).doesNotContain("provider-" + name);
    get(external.remove(elsewhere));
  }

  @Test
  void missingGatewayRightIsNamed() {
    useSharedAccount();
    Provider longer = longer();
    KafkaAdmin powerless = new KafkaAdmin(login(access));
    KafkaAccounts without =
        new KafkaAccounts(
            () -> KafkaAccountsConfig.Accounts.MANAGED, powerless, brokers, topics, passwords);

    assertThatThrownBy(() -> get(without.rotate(provider)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.KAFKA_REFUSED);
              assertThat(problem)
                  .hasMessage(
                      "Kafka does not let the gateway's own account look at a provider's account:"
                          + " it needs DESCRIBE on the cluster. Or set"
                          + " leadloop.kafka.accounts=external and make the accounts yourself.");
            });
    assertThatThrownBy(() -> get(without.remove(provider)))
        .hasMessageContaining("it needs ALTER on the cluster.");
    assertThatThrownBy(() -> get(new Topics(config, powerless, null).createFor(longer)))
        .hasMessageContaining("it needs CREATE on its topics.");
  }

  /** Like a broker that loses its users; their rights stay. */
  private void loseAccount() {
    UserScramCredentialDeletion lost =
        new UserScramCredentialDeletion(access.username(), ScramAccount.MECHANISM);
    gateway.admin(a -> a.alterUserScramCredentials(List.of(lost)).all());
    await().atMost(PATIENCE).until(() -> !gateway.users().contains(access.username()));
  }

  private List<AclBinding> rights() {
    return gateway.rights().stream()
        .filter(acl -> acl.entry().principal().equals("User:" + access.username()))
        .sorted((a, b) -> order(a) - order(b))
        .toList();
  }

  /** Ordered as in {@link ProviderRights}. */
  private static int order(AclBinding acl) {
    return 2 * acl.pattern().resourceType().code()
        + (acl.entry().operation() == AclOperation.READ ? 0 : 1);
  }

  private KafkaUser user(KafkaAccess of) {
    return new KafkaUser(login(of));
  }

  private KafkaUser user(String username, String password) {
    return new KafkaUser(KafkaLogin.of(kafka, username, password));
  }

  private Map<String, Object> login(KafkaAccess of) {
    return KafkaLogin.of(kafka, of.username(), of.password().orElseThrow());
  }

  private static <T> T get(Uni<T> answer) {
    return answer.await().atMost(PATIENCE);
  }
}
