package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAuthorityTest {
  private static final TestAuthority OLD = new TestAuthority("brokers' authority");
  private static final TestAuthority NEW = new TestAuthority("brokers' authority");

  @TempDir Path directory;

  @Test
  void publishesTheCertificatesOfTheFileAndNothingElse() {
    Path file = directory.resolve("ca.pem");
    TestCertificate server = OLD.issue("localhost");
    TestCertificate.replace(file, "old\n" + OLD.pem() + server.key() + NEW.pem());
    Map<String, Object> connection =
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            file.toString());
    assertThat(BrokerAuthority.of(connection)).hasValue(OLD.pem() + NEW.pem());

    TestCertificate.replace(file, NEW.pem());
    assertThat(BrokerAuthority.of(connection)).hasValue(NEW.pem());
    TestCertificate.replace(file, "");
    assertThat(BrokerAuthority.of(connection)).isEmpty();
  }

  @Test
  void publishesNothingWithoutTlsOrOfAnotherTypeOfStore() {
    Map<String, Object> inline =
        Map.of(
            "security.protocol",
            "SSL",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            OLD.pem());
    assertThat(BrokerAuthority.of(inline)).hasValue(OLD.pem());
    assertThat(BrokerAuthority.of(Map.of("security.protocol", "SASL_SSL"))).isEmpty();
    assertThat(
            BrokerAuthority.of(
                Map.of(
                    "security.protocol",
                    "SASL_SSL",
                    "ssl.truststore.type",
                    "PKCS12",
                    "ssl.truststore.location",
                    "store.p12")))
        .isEmpty();
    assertThat(
            BrokerAuthority.of(
                Map.of(
                    "security.protocol",
                    "SASL_PLAINTEXT",
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.certificates",
                    OLD.pem())))
        .isEmpty();
  }
}
