package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.embedded.LoopbackPort;
import io.quarkus.runtime.ShutdownEvent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Without Kafka, the gateway's end waits for no call of the admin client. */
class KafkaAdminTest {
  private static final String TIMED_OUT = "no answer within";

  private final CountDownLatch pending = new CountDownLatch(1);
  private final KafkaAdmin kafka =
      new KafkaAdmin(Map.of("bootstrap.servers", "localhost:" + LoopbackPort.free()));

  @Test
  void pendingCallsFailWhenTheGatewayEnds() throws InterruptedException {
    CompletableFuture<Object> call = call();
    pending.await();
    kafka.stop(new ShutdownEvent());
    assertThatThrownBy(call::join).hasMessageNotContaining(TIMED_OUT);
  }

  @Test
  void laterCallsFail() {
    kafka.stop(new ShutdownEvent());
    assertThatThrownBy(call()::join).hasMessageNotContaining(TIMED_OUT);
  }

  @Test
  void callsFailAsUnavailableWhileNoNameResolves() {
    KafkaAdmin away = new KafkaAdmin(Map.of("bootstrap.servers", "kafka.invalid:9092"));
    assertThatThrownBy(() -> away.call(this::topics).await().indefinitely())
        .isInstanceOf(KafkaClients.UnresolvedException.class);
  }

  private CompletableFuture<Object> call() {
    return kafka.<Object>call(this::topics).subscribeAsCompletionStage();
  }

  private Object topics(Admin admin) {
    var names = admin.listTopics().names();
    pending.countDown();
    return KafkaAnswers.get(names);
  }
}
