package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds any of many words in bytes, in clear text or in usual encodings, in one pass. */
final class WordSearch {
  private static final int STARTS = 1 << 16;

  /** By its first two bytes. */
  private final List<List<Writing>> writings =
      new ArrayList<>(Collections.nCopies(STARTS, List.of()));

  /** A writing begins with these. */
  private final boolean[] starts = new boolean[STARTS];

  /**
   * @param words at least three bytes each, by their names
   */
  WordSearch(Map<String, String> words) {
    words.forEach((name, word) -> writings(word).forEach(bytes -> add(name, bytes)));
  }

  private void add(String name, byte[] bytes) {
    int start = start(bytes, 0);
    starts[start] = true;
    List<Writing> all = new ArrayList<>(writings.get(start));
    all.add(new Writing(name, bytes));
    writings.set(start, all);
  }

  private static Stream<byte[]> writings(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    byte[] base64 = Base64.getEncoder().withoutPadding().encode(bytes);
    return Stream.of(
        bytes,
        HexFormat.of().formatHex(bytes).getBytes(UTF_8),
        // Without the last characters, which depend on what follows.
        Arrays.copyOf(base64, base64.length - 2));
  }

  /** Passes the name of each word among the first {@code length} bytes, once for each place. */
  void find(byte[] bytes, int length, Consumer<String> found) {
    for (int at = 0; at < length - 1; at++) {
      int start = start(bytes, at);
      if (starts[start]) {
        for (Writing writing : writings.get(start)) {
          if (writing.isAt(bytes, at, length)) {
            found.accept(writing.name());
          }
        }
      }
    }
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  /** A word in one encoding. */
  private record Writing(String name, byte[] bytes) {
    boolean isAt(byte[] in, int at, int length) {
      return at + bytes.length <= length
          && Arrays.equals(in, at, at + bytes.length, bytes, 0, bytes.length);
    }
  }
}
