package io.leadloop.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Picks, always the same for one seed, among things that are likely to break something. */
final class Dice {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\u0001\u001f\u007f",
          "'",
          "'; drop table lead; --",
          "\" or 1=1 --",
          "%",
          "%00",
          "../../etc/passwd",
          "a/b",
          "\\",
          "a\r\nX-Injected: 1",
          "\u202e\ufeff\uffff",
          "\u0130\u0131\u00df",
          "\ud83d\ude00",
          "\ud800",
          "-1",
          "0",
          "501",
          "2147483648",
          "9".repeat(30),
          "1.5",
          "1e9",
          "NaN",
          "\u0665",
          "null",
          "true",
          "{}",
          "[]",
          "<script>alert(1)</script>",
          "${jndi:ldap://localhost:1/a}",
          "QUEUED",
          "queued,held",
          "1-1-1-1-1",
          "00000000-0000-0000-0000-000000000000",
          "0-0",
          "1-",
          "-1--1",
          "999999999999999999-999999999999999999",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "A".repeat(43) + "=",
          "A".repeat(42) + "==",
          "A".repeat(44),
          "x".repeat(129),
          "x".repeat(3000));

  /** What no well-behaved client would put into a request line. */
  private static final List<String> RAW =
      List.of(
          "%zz",
          "%",
          "%2",
          "%ff",
          "%c3%28",
          "%ed%a0%80",
          "%u0041",
          "%00",
          "%2F",
          ";a=b",
          "+",
          "{}",
          "a|b^\"<>`");

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  byte[] bytes(int atMost) {
    byte[] bytes = new byte[random.nextInt(atMost)];
    random.nextBytes(bytes);
    return bytes;
  }

  String text() {
    return once(5) ? randomText() : of(TEXTS);
  }

  /** A text as part of a request line: mostly encoded as it should be. */
  String encoded() {
    return once(4) ? of(RAW) : URLEncoder.encode(text(), UTF_8).replace("+", "%20");
  }

  /** A text that can be sent as a header's value at all. */
  String headerText() {
    return text().replaceAll("[\\x00-\\x1f\\x7f]", "?").strip();
  }

  private String randomText() {
    return random
        .ints(random.nextInt(40), 0, 0x3000)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
