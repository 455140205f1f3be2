package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Files that resemble the boundary of their form, and forms split into chunks. */
public final class FormChunks {
  /** The boundary of the forms. */
  public static final String BOUNDARY = "limit";

  private static final String DELIMITER = "\r\n--" + BOUNDARY;
  private static final int MOST_PIECES = 40;

  private FormChunks() {}

  /** Files full of line breaks, dashes and partial boundaries, but without a whole one. */
  public static Arbitrary<byte[]> files() {
    Arbitrary<String> beginnings =
        Arbitraries.integers()
            .between(1, DELIMITER.length() - 1)
            .map(n -> DELIMITER.substring(0, n));
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "\r", "\n", "\r\r", "\r\n", "\n\r", "-", "--", "\r\n--", "x", "\0", "\u00ff"),
            beginnings);
    return pieces
        .list()
        .ofMaxSize(MOST_PIECES)
        .map(list -> String.join("", list))
        .filter(text -> !text.contains("--" + BOUNDARY))
        .map(text -> text.getBytes(ISO_8859_1));
  }

  /** Splits the bytes into chunks; the seed determines where. */
  public static List<Buffer> cut(byte[] body, long seed) {
    Random random = new Random(seed);
    int longest = 1 + random.nextInt(body.length);
    List<Buffer> chunks = new ArrayList<>();
    for (int from = 0, to; from < body.length; from = to) {
      to = Math.min(body.length, from + 1 + random.nextInt(longest));
      chunks.add(Buffer.buffer(body).slice(from, to));
    }
    return chunks;
  }

  /** Splits the bytes into two chunks. */
  public static List<Buffer> cutAt(byte[] body, int place) {
    Buffer all = Buffer.buffer(body);
    return List.of(all.slice(0, place), all.slice(place, body.length));
  }
}
