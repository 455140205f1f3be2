package io.leadloop.oplead.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContentCodingTest {
  private static final int LIMIT = 65_536;

  @Test
  void aDecompressionBombIsReadUpToTheLimit() throws IOException {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertThat(bomb).hasSizeLessThan(LIMIT);
    assertThat(ContentCoding.decode(bomb, "gzip", LIMIT).orElseThrow()).hasSize(LIMIT);
    byte[] twice = gzip(bomb);
    assertThat(ContentCoding.decode(twice, "gzip, gzip", LIMIT).orElseThrow()).hasSize(LIMIT);
  }

  @Test
  void manyCodingsAreUnknown() {
    byte[] body = {'{', '}'};
    assertThat(ContentCoding.decode(body, "gzip, gzip, gzip, gzip", LIMIT)).isEmpty();
    assertThat(ContentCoding.decode(body, "zstd", LIMIT)).isEmpty();
    assertThat(ContentCoding.decode(new byte[0], "br", LIMIT)).contains(new byte[0]);
  }

  @Property(tries = 200)
  void whereverACompressedBodyIsCutItsBeginningIsRead(@ForAll @IntRange(max = 300) int length)
      throws IOException {
    byte[] body = "{\"id\":88231,\"message\":\"abcdefghijklmnopqrstuvwxyz\"}".getBytes(UTF_8);
    byte[] whole = gzip(body);
    byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length));
    String text = new String(ContentCoding.decode(cut, "gzip", LIMIT).orElseThrow(), UTF_8);
    assertThat(length < 2 ? "" : text).isSubstringOf(new String(body, UTF_8));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
