package io.leadloop.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Distinguishes public addresses from private and reserved ones. */
final class PublicAddress {

  private static final int[][] RESERVED_4 = {
    {192, 0, 0}, {192, 0, 2}, {198, 51, 100}, {203, 0, 113}, {168, 63, 129, 16}
  };

  /** 64:ff9b::/32 holds both ranges of NAT64, the well-known and the local one. */
  private static final int[][] RESERVED_6 = {
    {0x20, 0x01, 0x0d, 0xb8}, {0x20, 0x01, 0x00, 0x00}, {0x00, 0x64, 0xff, 0x9b}
  };

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  /**
   * Excludes "this network", shared (RFC 6598), protocol, benchmark, documentation (RFC 5737) and
   * reserved addresses, and the address at which Azure serves the settings of its machines.
   */
  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    return first != 0 && first < 240 && !shared && !benchmark && !startsWithAny(bytes, RESERVED_4);
  }

  /**
   * Excludes unique-local, documentation (RFC 3849) and Teredo addresses, those of NAT64 gateways,
   * which could lead into the gateway's own network, and those that embed a non-public IPv4
   * address.
   */
  private static boolean isPublic6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    boolean carriesAtEnd = isZero(bytes, 0, 12);
    boolean carriesInFront = startsWith(bytes, 0x20, 0x02);
    return !uniqueLocal
        && !startsWithAny(bytes, RESERVED_6)
        && (!carriesAtEnd || is(ipv4(bytes, 12)))
        && (!carriesInFront || is(ipv4(bytes, 2)));
  }

  private static boolean startsWithAny(byte[] bytes, int[][] prefixes) {
    return Arrays.stream(prefixes).anyMatch(prefix -> startsWith(bytes, prefix));
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
