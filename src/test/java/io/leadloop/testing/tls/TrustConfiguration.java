package io.leadloop.testing.tls;

import io.leadloop.outbound.TrustedAuthorities;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.runtime.config.TrustStoreConfig.CertificateExpiryPolicy;
import io.quarkus.tls.runtime.keystores.ExpiryTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;

/** A TLS configuration of Quarkus with one trusted authority, which can be replaced. */
public final class TrustConfiguration extends BaseTlsConfiguration {
  private final String name;
  private final TrustedAuthorities authorities;
  private volatile TestAuthority trusted;

  /**
   * @param name of the configuration
   */
  public TrustConfiguration(String name, TestAuthority trusted) {
    this.name = name;
    this.trusted = trusted;
    this.authorities =
        new TrustedAuthorities(asked -> asked.equals(name) ? Optional.of(this) : Optional.empty());
  }

  /** What clients are built with. */
  public TrustedAuthorities authorities() {
    return authorities;
  }

  /** As Quarkus does when it has read other files. */
  public void renew(TestAuthority renewed) {
    trusted = renewed;
    authorities.renew(new CertificateUpdatedEvent(name, this));
  }

  /** Wrapped as Quarkus does. */
  @Override
  public TrustOptions getTrustStoreOptions() {
    return new ExpiryTrustOptions(trusted.trusted(), CertificateExpiryPolicy.REJECT);
  }
}
