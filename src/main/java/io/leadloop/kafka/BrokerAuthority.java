package io.leadloop.kafka;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jboss.logging.Logger;

/**
 * The certificates by which the gateway verifies the brokers. Providers need the same ones, where
 * the brokers have a private authority.
 */
final class BrokerAuthority {
  private static final Logger LOG = Logger.getLogger(BrokerAuthority.class);

  /** Nothing else leaves a trust store, should it hold more. */
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private BrokerAuthority() {}

  /**
   * The certificates as PEM, as their file holds them now; empty without TLS, and where the trust
   * store is not PEM.
   *
   * @param connection settings of Kafka's client
   */
  static Optional<String> of(Map<String, Object> connection) {
    String protocol = text(connection, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG).orElse("");
    return Optional.of(protocol.toUpperCase(Locale.ROOT))
        .filter(name -> name.endsWith("SSL"))
        .flatMap(encrypted -> trusted(connection))
        .map(
            pem ->
                CERTIFICATE
                    .matcher(pem)
                    .results()
                    .map(MatchResult::group)
                    .collect(joining("\n", "", "\n")))
        .filter(certificates -> !certificates.isBlank());
  }

  private static Optional<String> trusted(Map<String, Object> connection) {
    if (!text(connection, SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG).equals(Optional.of("PEM"))) {
      return Optional.empty();
    }
    return text(connection, SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG)
        .or(
            () ->
                text(connection, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)
                    .flatMap(BrokerAuthority::read));
  }

  private static Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)));
    } catch (IOException e) {
      LOG.warnf("authority of the brokers not read file=%s cause=%s", file, e);
      return Optional.empty();
    }
  }

  private static Optional<String> text(Map<String, Object> connection, String key) {
    return Optional.ofNullable(connection.get(key)).map(Object::toString);
  }
}
