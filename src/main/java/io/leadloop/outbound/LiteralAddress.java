package io.leadloop.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognizes a URL's host that is an address instead of a name, without a look-up. It only serves
 * an early answer: {@link HostResolver} checks every host when it connects.
 */
public final class LiteralAddress {
  private static final String PRIVATE = "the host has a private address";

  /** Also octal, hexadecimal and shortened forms, which resolvers read in different ways. */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern DOTTED = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private LiteralAddress() {}

  /**
   * Why the host is not acceptable, if it is recognizable.
   *
   * @param host as {@link URI#getHost()} returns it, with IPv6 addresses in brackets
   * @param allowPrivate whether private addresses are allowed
   */
  public static Optional<String> problemWith(String host, boolean allowPrivate) {
    if (host.startsWith("[")) {
      return host.contains("%")
          ? Optional.of("an IPv6 address must not have a zone")
          : problemWithAddress(host, allowPrivate);
    } else if (NUMERIC.matcher(host).matches()) {
      return DOTTED.matcher(host).matches()
          ? problemWithAddress(host, allowPrivate)
          : Optional.of("an IPv4 address must be written as four decimal numbers");
    }
    return isLocalName(host) && !allowPrivate ? Optional.of(PRIVATE) : Optional.empty();
  }

  private static Optional<String> problemWithAddress(String literal, boolean allowPrivate) {
    try {
      boolean accepted = allowPrivate || PublicAddress.is(InetAddress.getByName(literal));
      return accepted ? Optional.empty() : Optional.of(PRIVATE);
    } catch (UnknownHostException unreadable) {
      return Optional.of("the host is not a valid address");
    }
  }

  /** RFC 6761, section 6.3. */
  private static boolean isLocalName(String host) {
    return ("." + host.toLowerCase(Locale.ROOT)).replaceAll("\\.$", "").endsWith(".localhost");
  }
}
