package io.leadloop.kafka;

import java.io.IOException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jboss.logging.Logger;

/**
 * Kafka's own TLS, with files that may be replaced: a new connection uses the authorities and the
 * client certificate that the files hold by then. Kafka's clients would read them once. Files that
 * cannot be read leave the previous ones in force. The setting {@code ssl.engine.factory.class}
 * names it.
 */
public final class ReloadingSslEngineFactory implements SslEngineFactory {
  private static final Logger LOG = Logger.getLogger(ReloadingSslEngineFactory.class);

  private Map<String, ?> configuration;
  private DefaultSslEngineFactory current;

  @Override
  public synchronized void configure(Map<String, ?> configs) {
    configuration = configs;
    current = load();
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
    return current().createClientSslEngine(host, port, endpointIdentification);
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    return current().createServerSslEngine(host, port);
  }

  /** Compares the files with those that were read last. */
  @Override
  public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
    return current().shouldBeRebuilt(nextConfigs);
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return current().reconfigurableConfigs();
  }

  @Override
  public KeyStore keystore() {
    return current().keystore();
  }

  @Override
  public KeyStore truststore() {
    return current().truststore();
  }

  @Override
  public synchronized void close() throws IOException {
    current.close();
  }

  @SuppressWarnings("unchecked")
  private synchronized DefaultSslEngineFactory current() {
    if (current.shouldBeRebuilt((Map<String, Object>) configuration)) {
      try {
        current = load();
        LOG.info("kafka certificates read again");
      } catch (RuntimeException e) {
        LOG.warnf("kafka certificates not read cause=%s", e);
      }
    }
    return current;
  }

  private DefaultSslEngineFactory load() {
    DefaultSslEngineFactory loaded = new DefaultSslEngineFactory();
    loaded.configure(configuration);
    return loaded;
  }
}
