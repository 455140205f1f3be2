package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Host names that do not resolve now are no error of configuration, and everything that is stays
 * one.
 */
class KafkaClientsTest {
  private final Map<String, Object> settings =
      new HashMap<>(Map.of("bootstrap.servers", "kafka.invalid:9092"));

  @ParameterizedTest
  @ValueSource(strings = {"use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"})
  void noClientIsMadeWhileNoNameResolves(String lookup) {
    settings.put("client.dns.lookup", lookup);
    settings.put("bootstrap.servers", "one.invalid:9092, two.invalid:9092");
    assertUnresolved(() -> KafkaClients.admin(settings));
    assertUnresolved(() -> KafkaClients.producer(settings));
    assertUnresolved(() -> KafkaClients.consumer(settings));
  }

  @Test
  void oneNameThatResolvesIsEnough() {
    settings.put("bootstrap.servers", "one.invalid:9092,localhost:1");
    assertThatCode(() -> KafkaClients.producer(settings).close(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  void aMisspeltProtocolIsAnErrorOfConfiguration() {
    settings.put("security.protocol", "SASL_SLL");
    assertMisconfigured().hasMessageContaining("security.protocol");
  }

  @Test
  void aTrustStoreThatCannotBeReadIsAnErrorOfConfiguration(@TempDir Path directory) {
    settings.put("security.protocol", "SSL");
    settings.put("ssl.truststore.location", directory.resolve("absent.p12").toString());
    assertMisconfigured().hasStackTraceContaining("absent.p12");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "kafka.invalid", "kafka.invalid:9092,kafka"})
  void malformedAddressesAreAnErrorOfConfiguration(String servers) {
    settings.put("bootstrap.servers", servers);
    assertMisconfigured();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertMisconfigured() {
    return assertThatThrownBy(() -> KafkaClients.producer(settings))
        .isInstanceOf(KafkaException.class);
  }

  private static void assertUnresolved(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(KafkaClients.UnresolvedException.class)
        .asInstanceOf(type(ProblemException.class))
        .extracting(ProblemException::code)
        .isEqualTo(ErrorCode.KAFKA_UNAVAILABLE);
  }
}
