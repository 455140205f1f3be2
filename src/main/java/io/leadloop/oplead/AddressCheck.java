package io.leadloop.oplead;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Keeps a customer's base URL from leading into the gateway's own network. The address that was
 * checked is the one that is called, so a name cannot change its meaning in between.
 */
final class AddressCheck {
  private static final int UNIQUE_LOCAL = 0xfc; // fc00::/7, RFC 4193
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private final Vertx vertx;
  private final boolean allowPrivate;

  AddressCheck(Vertx vertx, boolean allowPrivate) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
  }

  /** The address of that host; fails when there is none, or one that may not be called. */
  Future<InetAddress> resolve(String host) {
    return vertx.executeBlocking(() -> check(host), false);
  }

  private InetAddress check(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!allowPrivate && isPrivate(address)) {
        throw new AddressRefusedException(host);
      }
    }
    return addresses[0];
  }

  static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal(address)
        || isSharedOrThisNetwork(address);
  }

  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address
        && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
  }

  /** 0.0.0.0/8 (RFC 1122) and 100.64.0.0/10 (RFC 6598), which Java does not count as private. */
  private static boolean isSharedOrThisNetwork(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 && (bytes[0] == 0 || bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
  }

  /** A base URL that leads where no customer's Oplead is. */
  static final class AddressRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AddressRefusedException(String host) {
      super(host + " is a private address", null, false, false);
    }
  }
}
