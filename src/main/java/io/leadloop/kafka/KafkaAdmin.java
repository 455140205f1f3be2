package io.leadloop.kafka;

import io.leadloop.store.CallerContext;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka's admin client with the gateway's own account, off the event loop. Calls that are pending
 * when the gateway ends fail at once: without Kafka each would hold up the end until its time-out.
 */
@ApplicationScoped
public class KafkaAdmin {
  private final Map<String, Object> connection;
  private final Set<Admin> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

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
   * context. Fails with {@link KafkaClients.UnresolvedException} while no broker's name resolves.
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

  /** Before anything that waits for pending calls. */
  void stop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent stopping) {
    stopped = true;
    open.forEach(KafkaAdmin::close);
  }

  private <T> T callNow(Function<Admin, T> work) {
    Admin admin = KafkaClients.admin(connection());
    open.add(admin);
    try {
      if (stopped) {
        close(admin);
      }
      return work.apply(admin);
    } finally {
      open.remove(admin);
      close(admin);
    }
  }

  /** By default close() would wait a minute for abandoned requests. */
  private static void close(Admin admin) {
    admin.close(Duration.ZERO);
  }
}
