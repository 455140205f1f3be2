package io.leadloop.simulator.callback;

import static java.util.stream.Collectors.joining;

/**
 * Makes an address that looks like a given one and cannot be right. Several characters change: the
 * last of a Base64 text alone may hold nothing but bits that no reader looks at.
 */
final class ForgedAddress {

  private static final int ALTERED = 4;

  private ForgedAddress() {}

  /**
   * The address with up to four of the last characters of its last path segment altered, or with a
   * segment more where that one is empty.
   */
  static String of(String url) {
    int end = endOfPath(url);
    String path = url.substring(startOfPath(url), end);
    int segment = path.lastIndexOf('/') + 1;
    int kept = Math.max(segment, path.length() - ALTERED);
    String altered = path.substring(kept).chars().mapToObj(ForgedAddress::other).collect(joining());
    String forged = altered.isEmpty() ? "A" : altered;
    String root = path.isEmpty() ? "/" : "";
    return url.substring(0, end - path.length() + kept) + root + forged + url.substring(end);
  }

  private static int startOfPath(String url) {
    int scheme = url.indexOf("://");
    int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return path < 0 ? endOfPath(url) : Math.min(path, endOfPath(url));
  }

  private static int endOfPath(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#');
    int end = query < 0 ? url.length() : query;
    return fragment < 0 ? end : Math.min(end, fragment);
  }

  /**
   * Another letter, in any case, that is a hexadecimal digit as well, so that escapes stay valid.
   */
  private static String other(int character) {
    return character == 'A' || character == 'a' ? "B" : "A";
  }
}
