package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LogRecord;
import io.leadloop.feedback.Outbox.Waiting;
import io.leadloop.feedback.Relayed;
import io.leadloop.feedback.Relayed.Result;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.kafka.ScramAccount;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.Onboarding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.util.Throwables;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The log's results for the relay while Kafka is away, and that it comes back. The circuit breaker
 * needs the application.
 */
@GatewayTest
class FeedbackLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LeadId ONE = LeadId.next();
  private static final LeadId OTHER = LeadId.next();

  private final FeedbackLog log =
      new FeedbackLog(config("nowhere"), Map.of("bootstrap.servers", "localhost:1"));

  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private static FeedbackConfig config(String topic) {
    return new SmallRyeConfigBuilder()
        .withMapping(FeedbackConfig.class)
        .withDefaultValue("leadloop.feedback.topic", topic)
        .withDefaultValue("leadloop.feedback.acknowledge-within", "PT0.5S")
        .build()
        .getConfigMapping(FeedbackConfig.class);
  }

  @AfterEach
  void close() {
    log.close(new ShutdownEvent());
  }

  @Test
  void noRowOfALeadIsSentBehindOneThatFailed() {
    List<Relayed> relayed =
        log.appendInOrder(List.of(row(1, ONE), row(2, OTHER), row(3, ONE), row(4, OTHER)))
            .await()
            .atMost(PATIENCE);
    assertThat(relayed)
        .extracting(r -> r.row().position(), Relayed::result)
        .containsExactlyInAnyOrder(
            tuple(1L, Result.FAILED),
            tuple(2L, Result.FAILED),
            tuple(3L, Result.UNSENT),
            tuple(4L, Result.UNSENT));
  }

  /** One that another replica appends directly may be projected before it. */
  @Test
  void aCallbackThatTheLogDoesNotTakeWaitsAsOneThatOthersMayOvertake() {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    QuarkusMock.installMockForType(log, FeedbackLog.class);
    lead.callBack("{\"status\":\"En cours\"}");
    List<String> waiting =
        pool.preparedQuery(
                "select convert_from(payload, 'UTF8') as payload from outbox where lead_id = $1")
            .execute(Tuple.of(UUID.fromString(lead.id())))
            .map(rows -> Batch.list(rows, row -> row.getString("payload")))
            .await()
            .atMost(PATIENCE);
    assertThat(waiting)
        .filteredOn(payload -> payload.contains("\"kind\":\"callback\""))
        .singleElement()
        .asString()
        .startsWith("{\"again\":true,");
  }

  @Test
  void aRowThatIsTooLongIsRefusedEvenWhileTheLogIsAway() {
    Waiting tooLong = new Waiting(1, UUID.randomUUID(), ONE, Integer.MAX_VALUE, null);
    assertThat(log.appendInOrder(List.of(tooLong, row(2, ONE))).await().atMost(PATIENCE))
        .extracting(Relayed::result)
        .containsExactly(Result.REFUSED, Result.FAILED);
  }

  /** Regression: such a producer refused every record until the gateway was restarted. */
  @Test
  void aProducerThatWasDeniedItsLoginIsReplaced() {
    String name = "log-" + UUID.randomUUID();
    FeedbackLog denied = new FeedbackLog(config(name), KafkaLogin.of(servers, name, "a-password"));
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Throwables.getStackTrace(failure(denied)).contains("SaslAuthentication"));
      letIn(name);
      await().atMost(PATIENCE).until(() -> failure(denied) == null);
    } finally {
      denied.close(new ShutdownEvent());
    }
  }

  /** Makes the topic, and the account that may write to it. */
  private void letIn(String name) {
    AclBinding writes =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL),
            new AccessControlEntry(
                ScramAccount.principal(name), "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    new KafkaUser(KafkaLogin.ofGateway(servers))
        .admin(
            admin -> {
              ScramAccount account = new ScramAccount(admin, name);
              account.allowExactly(List.of(writes));
              account.setPassword("a-password");
              return admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all();
            });
  }

  /** Why a record is not appended, or null. */
  private static Throwable failure(FeedbackLog log) {
    return log.append(new LogRecord(UUID.randomUUID(), ONE, new byte[1]))
        .onItemOrFailure()
        .transform((done, failure) -> failure)
        .await()
        .atMost(PATIENCE);
  }

  private static Waiting row(long position, LeadId lead) {
    return new Waiting(position, UUID.randomUUID(), lead, 1, new byte[1]);
  }
}
