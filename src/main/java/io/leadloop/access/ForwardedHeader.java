package io.leadloop.access;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the addresses of the header {@code Forwarded} (RFC 7239), one per proxy. A malformed
 * element yields no address, so that a quote opened by a client cannot hide what a proxy appended,
 * and a quoted host cannot pass for an address.
 */
final class ForwardedHeader {
  private static final Pattern PAIR =
      Pattern.compile("\\s*([\\w-]+)=(?:\"([^\"\\\\]*)\"|([^\\s\"\\\\]*))\\s*");

  private ForwardedHeader() {}

  /** In header order; an empty string for an element without a valid {@code for}. */
  static List<String> hops(List<String> headers) {
    return Arrays.stream(String.join(",", headers).split(",")).map(ForwardedHeader::hop).toList();
  }

  private static String hop(String element) {
    String hop = "";
    for (String text : element.split(";")) {
      Matcher pair = PAIR.matcher(text);
      boolean isFor = pair.matches() && pair.group(1).equalsIgnoreCase("for");
      if (!pair.matches() || isFor && !hop.isEmpty()) {
        return "";
      }
      if (isFor) {
        hop = pair.group(2) == null ? pair.group(3) : pair.group(2);
      }
    }
    return hop;
  }
}
