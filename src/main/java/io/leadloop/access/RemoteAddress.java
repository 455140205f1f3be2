package io.leadloop.access;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** Where a request came from, as far as the last proxy that is trusted says. */
final class RemoteAddress {
  private RemoteAddress() {}

  static String of(RoutingContext request) {
    SocketAddress address = request.request().remoteAddress();
    return address == null ? "unknown" : address.hostAddress();
  }
}
