package io.leadloop.http.connection;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Has Vert.x use the {@link GuardedTransport}; Vert.x finds it under {@code META-INF/services}. The
 * package has no native transport that this could take the place of.
 */
public final class GuardedTransportProvider implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(new GuardedTransport());
  }
}
