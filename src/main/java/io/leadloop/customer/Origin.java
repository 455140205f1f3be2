package io.leadloop.customer;

import java.net.URI;
import java.util.Locale;

/**
 * Who receives what is sent to an address: its scheme, host and port, with the scheme's usual port
 * where the address names none, and without the dot that may end a host.
 */
record Origin(String scheme, String host, int port) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  static Origin of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    return new Origin(
        scheme,
        address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""),
        address.getPort() == -1 ? usual : address.getPort());
  }

  String authority() {
    return host + ":" + port;
  }
}
