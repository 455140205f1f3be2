package io.leadloop.customer;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The receiver of requests to an address: scheme, host and port, with the scheme's default port.
 * Hosts are normalized: lower case, no trailing dot, IPv6 addresses in full or as the IPv4 address
 * they embed, and the wildcard address as loopback.
 */
record Origin(String scheme, String host, int port) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** An IP literal, which is parsed and not resolved. */
  private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

  private static final Map<String, String> ANY_ADDRESS =
      Map.of("0.0.0.0", "127.0.0.1", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1");

  static Origin of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    return new Origin(
        scheme,
        host(address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "")),
        address.getPort() == -1 ? usualPort(scheme) : address.getPort());
  }

  private static String host(String lower) {
    if (!LITERAL.matcher(lower).matches()) {
      return lower;
    }
    try {
      String address = InetAddress.getByName(lower).getHostAddress();
      return ANY_ADDRESS.getOrDefault(address, address);
    } catch (UnknownHostException notAnAddress) {
      return lower;
    }
  }

  /** Host and port, without one that is the scheme's default: both schemes lead to one Oplead. */
  String authority() {
    return host + ":" + (port == usualPort(scheme) ? "" : port);
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }
}
