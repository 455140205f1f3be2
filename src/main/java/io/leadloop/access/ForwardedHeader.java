package io.leadloop.access;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the addresses of the header {@code Forwarded} (RFC 7239), one per proxy. An element that
 * cannot be read whole yields no address, so that a quote which a client opened cannot hide what a
 * proxy appended, nor a quoted host pass for an address.
 */
final class ForwardedHeader {
  private static final Pattern PAIR =
      Pattern.compile("\\s*([\\w-]+)=(?:\"([^\"\\\\]*)\"|([^\\s\"\\\\]*))\\s*");

  private ForwardedHeader() {}

  /** In the order of the header; empty text for an element without a readable {@code for}. */
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
