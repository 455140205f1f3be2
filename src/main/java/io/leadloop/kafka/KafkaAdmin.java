package io.leadloop.kafka;

import io.leadloop.store.CallerContext;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/** Kafka's admin client with the gateway's own account, off the event loop. */
@ApplicationScoped
public class KafkaAdmin {
  private final Map<String, Object> connection;

  public KafkaAdmin(@Identifier("default-kafka-broker") Map<String, Object> connection) {
    this.connection = connection;
  }

  /** The gateway's own Kafka client settings, including its password. */
  public Map<String, Object> connection() {
    return new HashMap<>(connection);
  }

  /**
   * The certificates by which the brokers are verified, as PEM; empty where none is named, and for
   * other trust stores than PEM.
   */
  public Optional<String> authority() {
    return BrokerAuthority.of(connection);
  }

  /** One connection setting. */
  String setting(String key, String otherwise) {
    return connection.getOrDefault(key, otherwise).toString();
  }

  /**
   * Runs blocking calls, each limited by {@link KafkaAnswers}, and emits the result on the caller's
   * context.
   */
  public <T> Uni<T> call(Function<Admin, T> work) {
    return CallerContext.keep(
        Uni.createFrom()
            .item(() -> callNow(work))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
  }

  /** Runs blocking calls without a result. */
  Uni<Void> run(Consumer<Admin> work) {
    return call(
        admin -> {
          work.accept(admin);
          return null;
        });
  }

  private <T> T callNow(Function<Admin, T> work) {
    Admin admin = Admin.create(connection());
    try {
      return work.apply(admin);
    } finally {
      // By default close() would wait a minute for abandoned requests.
      admin.close(Duration.ZERO);
    }
  }
}
