package io.leadloop.outbound;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The certificate authorities that an HTTP client trusts: those of Quarkus' TLS configuration of
 * the client's name ({@code quarkus.tls.oplead.trust-store}), otherwise Java's. A client
 * certificate ({@code key-store}) is presented, too. Renewed files apply to new connections after
 * {@code reload-period}.
 *
 * <p>Nothing else of the TLS configuration is used: a server's certificate and its host name are
 * always verified, and TLS 1.2 stays possible, which the servers of others may need.
 */
@Singleton
public class TrustedAuthorities {
  private static final Logger LOG = Logger.getLogger(TrustedAuthorities.class);

  private final Function<String, Optional<TlsConfiguration>> configurations;
  private final Map<String, Follower> followers = new ConcurrentHashMap<>();

  @Inject
  TrustedAuthorities(TlsConfigurationRegistry registry) {
    this(registry::get);
  }

  /**
   * @param configurations finds the TLS configuration of a name
   */
  public TrustedAuthorities(Function<String, Optional<TlsConfiguration>> configurations) {
    this.configurations = configurations;
  }

  /**
   * Builds a client that trusts the authorities of this name. To be called at the start, outside of
   * Vert.x' contexts: Vert.x closes a client with the verticle in whose context it was built, and
   * the HTTP server ends before the last calls of the lanes do.
   *
   * @param options of the client, without authorities
   * @throws IllegalStateException in a context of Vert.x'
   */
  public HttpClient client(
      String name, HttpClientOptions options, Function<HttpClientOptions, HttpClient> builder) {
    if (Vertx.currentContext() != null) {
      throw new IllegalStateException(
          "The client would be closed with the current context: " + name);
    }
    Optional<TlsConfiguration> configuration = configurations.apply(name);
    configuration.ifPresent(tls -> apply(tls, options.getSslOptions()));
    HttpClient client = builder.apply(options);
    configuration.ifPresent(tls -> followers.put(name, new Follower(client, options)));
    return client;
  }

  /** Applies renewed files. */
  public void renew(@Observes CertificateUpdatedEvent event) {
    Follower follower = followers.get(event.name());
    if (follower != null) {
      SSLOptions renewed = apply(event.tlsConfiguration(), follower.options().getSslOptions());
      follower
          .client()
          .updateSSLOptions(renewed, true)
          .onFailure(
              failure ->
                  LOG.warnf("certificates not renewed tls=%s cause=%s", event.name(), failure));
    }
  }

  private static SSLOptions apply(TlsConfiguration tls, SSLOptions options) {
    return options
        .setTrustOptions(tls.getTrustStoreOptions())
        .setKeyCertOptions(tls.getKeyStoreOptions());
  }

  /** A client, and the options that it was built with. */
  private record Follower(HttpClient client, HttpClientOptions options) {}
}
