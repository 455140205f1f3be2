package io.leadloop.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies of callbacks, compressed or not. */
class SentBodyTest {
  private static final int LIMIT = 1_000;
  private static final byte[] WON = "{\"status\":\"Gagné\"}".getBytes(UTF_8);

  @Test
  void aCompressedBodyIsTakenAsWhatWasCompressed() throws IOException {
    assertThat(decoded(gzip(WON), "gzip")).isEqualTo(WON);
    assertThat(decoded(gzip(WON), "X-GZIP")).isEqualTo(WON);
    assertThat(decoded(gzip(WON), null)).as("without the header").isEqualTo(WON);
    assertThat(decoded(gzip(gzip(WON)), "gzip, gzip")).isEqualTo(WON);
    assertThat(decoded(deflate(WON), "deflate")).isEqualTo(WON);
  }

  @Test
  void anotherBodyStaysAsItIs() throws IOException {
    for (String codings : new String[] {null, "", "identity", "gzip", "br", "zstd, gzip", ",,,,"}) {
      assertThat(decoded(WON, codings)).as(codings).isEqualTo(WON);
      assertThat(decoded(new byte[0], codings)).as(codings).isEmpty();
    }
    byte[] broken = Arrays.copyOf(gzip(WON), 8);
    assertThat(decoded(broken, "gzip")).isEqualTo(broken);
    byte[] bomb = gzip(new byte[LIMIT + 1]);
    assertThat(decoded(bomb, "gzip")).isEqualTo(bomb);
    assertThat(decoded(gzip(new byte[LIMIT]), "gzip")).hasSize(LIMIT);
  }

  private static byte[] decoded(byte[] body, String codings) {
    return SentBody.of("application/json", body, null).decoded(codings, LIMIT).body();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return written(bytes, new GZIPOutputStream(bytes), plain);
  }

  private static byte[] deflate(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return written(bytes, new DeflaterOutputStream(bytes), plain);
  }

  private static byte[] written(ByteArrayOutputStream bytes, OutputStream coding, byte[] plain)
      throws IOException {
    try (coding) {
      coding.write(plain);
    }
    return bytes.toByteArray();
  }
}
