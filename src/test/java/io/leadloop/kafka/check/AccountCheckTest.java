package io.leadloop.kafka.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.kafka.KafkaAccountsConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.ProviderBrokers;
import io.leadloop.kafka.ProviderRights;
import io.leadloop.kafka.ScramAccount;
import io.leadloop.kafka.Topics;
import io.leadloop.provider.KafkaPasswords;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.testing.GatewayRights;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.Onboarding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account check detects excess and missing permissions. */
@GatewayTest
class AccountCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject AccountCheck check;
  @Inject KafkaAccounts accounts;
  @Inject KafkaPasswords passwords;
  @Inject CheckAccountRepository checkAccounts;
  @Inject KafkaAccountsConfig managed;
  @Inject ProviderBrokers brokers;
  @Inject Topics topics;
  @Inject Providers providers;
  @Inject FeedbackConfig config;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  /** Two providers whose accounts no test changes. */
  private static List<Provider> shared;

  private final List<AclBinding> added = new ArrayList<>();
  private KafkaUser gateway;
  private Provider provider;
  private Provider other;

  @BeforeEach
  void useSharedAccounts() {
    gateway = new KafkaUser(KafkaLogin.ofGateway(kafka));
    if (shared == null) {
      String slug = "p-" + UUID.randomUUID();
      shared = createAccounts(List.of(slug, slug + "-2"));
    }
    provider = shared.get(0);
    other = shared.get(1);
  }

  @AfterEach
  void removeAddedRights() {
    if (!added.isEmpty()) {
      gateway.admin(a -> a.deleteAcls(added.stream().map(AclBinding::toFilter).toList()).all());
      await().atMost(PATIENCE).until(() -> gateway.rights().stream().noneMatch(added::contains));
    }
  }

  @Test
  void accountWithItsOwnRightsPassesEveryStep() {
    gateway.write(provider.topic(), "for you");

    AccountReport report = get(check.check(provider));

    assertThat(report.steps()).allSatisfy(step -> assertThat(step.ok()).as("%s", step).isTrue());
    assertThat(report.ok()).isTrue();
    assertThat(report.steps())
        .extracting(AccountStep::name)
        .containsExactly(
            "reads-own-topic",
            "refused-internal-topic",
            "refused-other-provider",
            "refused-writing",
            "refused-foreign-group",
            "lists-own-topic-only");
    assertThat(report.steps().get(0).detail()).startsWith("it read 1 records of ");
    assertThat(report.steps().get(2).detail()).contains(other.topic());
    assertCheckAccountsHaveNoRights();
  }

  @Test
  void checksCanBeRepeatedAndRunConcurrently() {
    List<AccountReport> reports =
        get(Uni.join().all(check.check(provider), check.check(provider)).andFailFast());

    assertThat(reports).allMatch(AccountReport::ok);
    assertCheckAccountsHaveNoRights();
  }

  @Test
  void wrongRightsAreDetected() {
    String slug = "p-" + UUID.randomUUID();
    List<Provider> providers =
        createAccounts(List.of(slug + "-1", slug + "-2", slug, slug + "-3", slug + "-4"));
    Provider reader = providers.get(0);
    Provider writer = providers.get(1);
    Provider inSimilarGroups = providers.get(2);
    Provider inTheGatewaysGroup = providers.get(3);
    Provider powerless = providers.get(4);
    add("provider-" + reader.slug(), prefixed(ResourceType.TOPIC, "leadloop."), AclOperation.READ);
    add("provider-" + writer.slug(), named(ResourceType.TOPIC, writer.topic()), AclOperation.WRITE);
    add(
        "provider-" + inSimilarGroups.slug(),
        prefixed(ResourceType.GROUP, inSimilarGroups.slug()),
        AclOperation.READ);
    add(
        "provider-" + inTheGatewaysGroup.slug(),
        named(ResourceType.GROUP, config.consumerGroup()),
        AclOperation.DESCRIBE);
    get(accounts.remove(powerless));

    Map<Provider, List<String>> failed = failedSteps(providers);

    assertThat(failed.get(reader))
        .containsExactly(
            "refused-internal-topic", "refused-other-provider", "lists-own-topic-only");
    assertThat(failed.get(writer)).containsExactly("refused-writing");
    assertNothingIsWrittenTo(writer);
    assertThat(failed.get(inSimilarGroups))
        .containsExactly("refused-foreign-group", "lists-own-topic-only");
    assertThat(failed.get(inTheGatewaysGroup)).contains("refused-foreign-group");
    assertThat(failed.get(powerless)).contains("reads-own-topic").doesNotContain("refused-writing");
    assertCheckAccountsHaveNoRights();
  }

  private void assertNothingIsWrittenTo(Provider writer) {
    for (int partition = 0; partition < config.statusPartitions(); partition++) {
      TopicPartition of = new TopicPartition(writer.topic(), partition);
      assertThat(
              gateway
                  .admin(a -> a.listOffsets(Map.of(of, OffsetSpec.latest())).all())
                  .get(of)
                  .offset())
          .isZero();
    }
  }

  @Test
  void rightOfEveryUserIsDetected() {
    add("*", named(ResourceType.TOPIC, other.topic()), AclOperation.DESCRIBE);

    assertThat(failedSteps(List.of(provider)).get(provider)).contains("lists-own-topic-only");
  }

  @Test
  void checksDoNotAccumulateUsers() {
    get(check.check(provider));
    get(check.check(other));
    get(check.check(provider));

    assertThat(gateway.users().stream().filter(user -> user.startsWith("leadloop-check-")))
        .hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void leftoversOfACrashedGatewayDoNotAffectTheNextCheck() {
    leaveInCheckAccounts();

    assertThat(get(check.check(provider)).ok()).isTrue();
    retireCheckAccounts();
    assertCheckAccountsHaveNoRights();
  }

  @Test
  void excessChecksAreRejectedWithRetryAfter() {
    List<CheckAccountRepository.Claim> claims = new ArrayList<>();
    for (int number = 1; number <= 8; number++) {
      claims.add(get(checkAccounts.claim(PATIENCE)));
    }
    assertThat(claims).extracting(CheckAccountRepository.Claim::number).doesNotHaveDuplicates();
    assertThatThrownBy(() -> get(check.check(provider)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE));

    claims.forEach(claim -> get(checkAccounts.release(claim)));
    assertThat(get(check.check(provider)).ok()).isTrue();
  }

  @Test
  void rightsOfTheReadmeSufficeForTheGateway() {
    String username = "gateway-" + UUID.randomUUID();
    GatewayRights.give(gateway, username, "a-password");
    KafkaAdmin limited = new KafkaAdmin(KafkaLogin.of(kafka, username, "a-password"));
    await().atMost(PATIENCE).until(() -> letsIn(username));

    get(new KafkaAccounts(managed, limited, brokers, topics, passwords).rotate(provider));
    AccountReport report =
        get(
            new AccountCheck(config, managed, new CheckAccounts(checkAccounts, limited), providers)
                .check(provider));

    assertThat(report.steps()).allSatisfy(step -> assertThat(step.ok()).as("%s", step).isTrue());
    assertCheckAccountsHaveNoRights();
  }

  @Test
  void externalAccountIsNotChecked() {
    AccountCheck external =
        new AccountCheck(config, () -> KafkaAccountsConfig.Accounts.EXTERNAL, null, null);

    AccountReport report = get(external.check(provider));

    assertThat(report.ok()).isFalse();
    assertThat(report.steps()).hasSize(1);
    assertThat(report.steps().get(0).detail()).startsWith("leadloop.kafka.accounts=external");
  }

  private boolean letsIn(String username) {
    return new KafkaUser(KafkaLogin.of(kafka, username, "a-password")).isLetIn();
  }

  private void leaveInCheckAccounts() {
    for (int number = 1; number <= 8; number++) {
      String username = "leadloop-check-" + number;
      onKafka(
          username,
          account -> {
            account.setPassword(ScramAccount.newPassword());
            account.allowExactly(ProviderRights.of(other, username));
          });
    }
  }

  private void retireCheckAccounts() {
    for (int number = 1; number <= 8; number++) {
      onKafka("leadloop-check-" + number, ScramAccount::retire);
    }
  }

  private void onKafka(String username, Consumer<ScramAccount> deed) {
    gateway.admin(
        a -> {
          deed.accept(new ScramAccount(a, username));
          return a.describeUserScramCredentials().users();
        });
  }

  private List<Provider> createAccounts(List<String> slugs) {
    List<Provider> providers = slugs.stream().map(onboarding::provider).toList();
    get(Uni.join().all(providers.stream().map(accounts::create).toList()).andFailFast());
    return providers;
  }

  /** The failed steps of checks at the same time. */
  private Map<Provider, List<String>> failedSteps(List<Provider> providers) {
    List<AccountReport> reports =
        get(Uni.join().all(providers.stream().map(check::check).toList()).andFailFast());
    Map<Provider, List<String>> failed = new HashMap<>();
    for (int i = 0; i < providers.size(); i++) {
      failed.put(
          providers.get(i),
          reports.get(i).steps().stream()
              .filter(step -> !step.ok())
              .map(AccountStep::name)
              .toList());
    }
    return failed;
  }

  private void add(String username, ResourcePattern resource, AclOperation operation) {
    AclBinding acl =
        new AclBinding(
            resource,
            new AccessControlEntry("User:" + username, "*", operation, AclPermissionType.ALLOW));
    added.add(acl);
    gateway.admin(a -> a.createAcls(List.of(acl)).all());
  }

  private static ResourcePattern named(ResourceType type, String name) {
    return new ResourcePattern(type, name, PatternType.LITERAL);
  }

  private static ResourcePattern prefixed(ResourceType type, String prefix) {
    return new ResourcePattern(type, prefix, PatternType.PREFIXED);
  }

  private void assertCheckAccountsHaveNoRights() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(gateway.rights())
                  .noneMatch(acl -> acl.entry().principal().contains("leadloop-check-"));
              assertThat(gateway.groups()).noneMatch(group -> group.contains(".check-"));
            });
  }

  private static <T> T get(Uni<T> answer) {
    return answer.await().atMost(PATIENCE);
  }
}
