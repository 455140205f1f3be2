package io.leadloop.feedback;

import io.leadloop.kafka.ProviderLag;
import jakarta.enterprise.context.ApplicationScoped;

/** Has each customer's coverage and each consumer's lag shown at once, which else takes minutes. */
@ApplicationScoped
public class GaugeTester {
  private final ProviderLag lag;

  GaugeTester(ProviderLag lag) {
    this.lag = lag;
  }

  public void refresh() {
    lag.refresh().await().indefinitely();
  }
}
