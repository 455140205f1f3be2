package io.leadloop.simulator.callback;

import static java.util.stream.Collectors.joining;

/**
 * Derives an invalid address that looks like a given one. Several characters change, since the last
 * character of a Base64 text may contain only ignored bits.
 */
final class ForgedAddress {

  private static final int ALTERED = 4;

  private ForgedAddress() {}

  /**
   * The address with up to four of the last characters of its last path segment altered, or with an
   * extra segment if that is empty.
   */
  static String of(String url) {
    int end = endOfPath(url);
    String path = url.substring(startOfPath(url), end);
    int segment = path.lastIndexOf('/') + 1;
    int kept = Math.max(segment, path.length() - ALTERED);
    String altered =
        path.substring(kept).chars().mapToObj(ForgedAddress::differentDigit).collect(joining());
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

  /** A different hexadecimal digit, so that escapes stay valid. */
  private static String differentDigit(int character) {
    return character == 'A' || character == 'a' ? "B" : "A";
  }
}
