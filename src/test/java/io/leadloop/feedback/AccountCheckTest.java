package io.leadloop.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.testing.GatewayRights;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.Onboarding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** The check of an account tells a good one from one that may do too much, or too little. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
class AccountCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject AccountCheck check;
  @Inject KafkaAccounts accounts;
  @Inject KafkaAccountsConfig managed;
  @Inject Topics topics;
  @Inject Providers providers;
  @Inject FeedbackConfig config;
  @Inject Onboarding onboarding;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String slug = "p-" + UUID.randomUUID();
  private final List<AclBinding> added = new ArrayList<>();
  private KafkaUser gateway;
  private Provider provider;
  private Provider other;

  @BeforeEach
  void giveAnAccount() {
    gateway = new KafkaUser(KafkaLogin.ofGateway(kafka));
    provider = onboarding.provider(slug);
    other = onboarding.provider(slug + "-2");
    get(accounts.create(provider));
    get(accounts.create(other));
  }

  @AfterEach
  void takeBackWhatWasAdded() {
    gateway.admin(a -> a.deleteAcls(added.stream().map(AclBinding::toFilter).toList()).all());
  }

  @Test
  void anAccountWithItsOwnRightsPassesEveryStep() {
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
    assertNothingTemporaryRemains();
  }

  @Test
  void itCanBeCheckedAgainAndByTwoAtOnce() {
    List<AccountReport> reports =
        get(Uni.join().all(check.check(provider), check.check(provider)).andFailFast());

    assertThat(reports).allMatch(AccountReport::ok);
    assertNothingTemporaryRemains();
  }

  @Test
  void aRightToReadEveryTopicShows() {
    add("provider-" + slug, prefixed(ResourceType.TOPIC, "leadloop."), AclOperation.READ);

    assertThat(failedSteps())
        .containsExactly(
            "refused-internal-topic", "refused-other-provider", "lists-own-topic-only");
    assertNothingTemporaryRemains();
  }

  @Test
  void aRightThatEverybodyHasShows() {
    add("*", named(ResourceType.TOPIC, other.topic()), AclOperation.DESCRIBE);

    assertThat(failedSteps()).contains("lists-own-topic-only");
  }

  @Test
  void aRightToWriteShowsAndNothingIsWritten() {
    add("provider-" + slug, named(ResourceType.TOPIC, provider.topic()), AclOperation.WRITE);

    assertThat(failedSteps()).containsExactly("refused-writing");
    for (int partition = 0; partition < config.statusPartitions(); partition++) {
      TopicPartition of = new TopicPartition(provider.topic(), partition);
      assertThat(
              gateway
                  .admin(a -> a.listOffsets(Map.of(of, OffsetSpec.latest())).all())
                  .get(of)
                  .offset())
          .isZero();
    }
  }

  @Test
  void aRightToTheGroupsOfProvidersWhoseSlugBeginsAlikeShows() {
    add("provider-" + slug, prefixed(ResourceType.GROUP, slug), AclOperation.READ);

    assertThat(failedSteps()).containsExactly("refused-foreign-group", "lists-own-topic-only");
    assertNothingTemporaryRemains();
  }

  @Test
  void aRightToTheGatewaysOwnGroupShows() {
    add(
        "provider-" + slug,
        named(ResourceType.GROUP, config.consumerGroup()),
        AclOperation.DESCRIBE);

    assertThat(failedSteps()).contains("refused-foreign-group");
  }

  @Test
  void anAccountWithoutRightsCannotReadItsTopic() {
    get(accounts.remove(provider));

    assertThat(failedSteps()).contains("reads-own-topic").doesNotContain("refused-writing");
    assertNothingTemporaryRemains();
  }

  @Test
  void whatADeadGatewayLeftBehindGoesWithTheNextCheckOrRemoval() {
    long longAgo = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();
    String leftBehind = "provider-%s.check-%d-%s".formatted(slug, longAgo, UUID.randomUUID());
    onKafka(leftBehind);
    get(check.check(provider));
    assertNothingTemporaryRemains();

    onKafka(leftBehind);
    get(accounts.remove(provider));
    assertNothingTemporaryRemains();
  }

  @Test
  void aGatewayWithTheRightsOfTheReadmeMakesAccountsAndChecksThem() {
    String username = "gateway-" + UUID.randomUUID();
    GatewayRights.give(gateway, username, "a-password");
    KafkaAdmin limited = new KafkaAdmin(KafkaLogin.of(kafka, username, "a-password"));
    await().atMost(PATIENCE).until(() -> letsIn(username));

    get(new KafkaAccounts(managed, limited, topics).rotate(provider));
    AccountReport report =
        get(new AccountCheck(config, managed, limited, providers).check(provider));

    assertThat(report.steps()).allSatisfy(step -> assertThat(step.ok()).as("%s", step).isTrue());
    assertNothingTemporaryRemains();
  }

  @Test
  void anAccountThatOthersMakeIsNotChecked() {
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

  private void onKafka(String username) {
    gateway.admin(
        a -> {
          ScramAccount account = new ScramAccount(a, username);
          account.allowExactly(ProviderRights.of(provider, username));
          account.setPassword(ScramAccount.newPassword());
          return a.describeUserScramCredentials().users();
        });
  }

  private List<String> failedSteps() {
    return get(check.check(provider)).steps().stream()
        .filter(step -> !step.ok())
        .map(AccountStep::name)
        .toList();
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

  private void assertNothingTemporaryRemains() {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(gateway.users()).noneMatch(user -> user.contains(".check-"));
              assertThat(gateway.rights())
                  .noneMatch(acl -> acl.entry().principal().contains(".check-"));
              assertThat(gateway.groups()).noneMatch(group -> group.contains(".check-"));
            });
  }

  private static <T> T get(Uni<T> answer) {
    return answer.await().atMost(PATIENCE);
  }
}
