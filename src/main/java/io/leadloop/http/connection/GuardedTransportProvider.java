package io.leadloop.http.connection;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Makes Vert.x use the {@link GuardedTransport}, registered in {@code META-INF/services}. The
 * distribution has no native transport that this would replace.
 */
public final class GuardedTransportProvider implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(new GuardedTransport());
  }
}
