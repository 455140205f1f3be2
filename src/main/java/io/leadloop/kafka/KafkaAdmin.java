package io.leadloop.kafka;

import io.leadloop.store.CallerContext;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/** Kafka's administration, as the gateway's own account and off the event loop. */
@ApplicationScoped
public class KafkaAdmin {
  private final Map<String, Object> connection;

  public KafkaAdmin(@Identifier("default-kafka-broker") Map<String, Object> connection) {
    this.connection = connection;
  }

  /** How the gateway itself connects: settings of Kafka's clients, with its password. */
  public Map<String, Object> connection() {
    return new HashMap<>(connection);
  }

  /** One of those settings. */
  String setting(String key, String otherwise) {
    return connection.getOrDefault(key, otherwise).toString();
  }

  /**
   * Puts questions that block, each within the time of {@link KafkaAnswers}, and brings the answer
   * to the caller's context.
   */
  public <T> Uni<T> ask(Function<Admin, T> questions) {
    return CallerContext.keep(
        Uni.createFrom()
            .item(() -> askNow(questions))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
  }

  /** The same where there is nothing to answer. */
  Uni<Void> tell(Consumer<Admin> orders) {
    return ask(
        admin -> {
          orders.accept(admin);
          return null;
        });
  }

  private <T> T askNow(Function<Admin, T> questions) {
    Admin admin = Admin.create(connection());
    try {
      return questions.apply(admin);
    } finally {
      // Left to itself it would wait a minute for answers that nobody waits for any more.
      admin.close(Duration.ZERO);
    }
  }
}
