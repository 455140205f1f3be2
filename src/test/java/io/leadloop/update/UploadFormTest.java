package io.leadloop.update;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A form is the same in whichever pieces it arrives. */
class UploadFormTest {
  private static final String TYPE = "multipart/form-data; boundary=limit";

  @Test
  void aFormThatArrivesInTwoPiecesIsTheSameWhereverItIsCut() {
    byte[] file = "%PDF-1.7\r\n\r\n--limi\r\n--\r".getBytes(ISO_8859_1);
    byte[] body = body(file);
    for (int cut = 0; cut <= body.length; cut++) {
      assertThat(read(body, cut)).as("cut at " + cut).isEqualTo(new Read(file, "quote"));
    }
  }

  @Property(tries = 300)
  void aFormThatArrivesInManyPiecesIsTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] file = new byte[1 + random.nextInt(3_000)];
    random.nextBytes(file);
    byte[] body = body(file);
    int[] cuts = random.ints(random.nextInt(12), 0, body.length).sorted().toArray();
    assertThat(read(body, cuts)).isEqualTo(new Read(file, "quote"));
  }

  private static byte[] body(byte[] file) {
    String head = "--limit\r\ncontent-disposition: form-data; name=\"%s\"";
    return Buffer.buffer()
        .appendString(head.formatted("file") + "; filename=\"a.pdf\"\r\n\r\n")
        .appendBytes(file)
        .appendString("\r\n" + head.formatted("kind") + "\r\n\r\nquote\r\n--limit--\r\n")
        .getBytes();
  }

  private static Read read(byte[] body, int... cuts) {
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(TYPE, bytes);
    int from = 0;
    for (int cut : cuts) {
      form.read(Buffer.buffer(Arrays.copyOfRange(body, from, cut)));
      from = cut;
    }
    form.read(Buffer.buffer(Arrays.copyOfRange(body, from, body.length)));
    boolean whole = form.end();
    List<UploadForm.Field> fields = form.fields();
    form.close();
    assertThat(whole).isTrue();
    assertThat(bytes.files).isEqualTo(1);
    assertThat(fields).extracting(UploadForm.Field::name).containsExactly("kind");
    return new Read(bytes.taken.toByteArray(), fields.get(0).value());
  }

  /** What came of a form. */
  private record Read(byte[] file, String kind) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Read read && Arrays.equals(file, read.file) && kind.equals(read.kind);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(file);
    }
  }

  private static final class Bytes implements UploadForm.Receiver {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int files;

    @Override
    public void begin(String part, String fileName) {
      files++;
    }

    @Override
    public void take(ByteBuf bytes) {
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      taken.writeBytes(copy);
    }
  }
}
