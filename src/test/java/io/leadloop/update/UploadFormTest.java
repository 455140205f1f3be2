package io.leadloop.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.FormChunks;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A form is the same in whichever chunks it arrives. */
class UploadFormTest {
  private static final String TYPE = "multipart/form-data; boundary=" + FormChunks.BOUNDARY;

  @Property(tries = 50)
  void aFormIsTheSameWhereverItIsCut(@ForAll("files") byte[] file) {
    byte[] body = body(file);
    for (int cut = 0; cut <= body.length; cut++) {
      assertThat(read(FormChunks.cutAt(body, cut)))
          .as("cut at " + cut)
          .isEqualTo(new Read(file, "quote"));
    }
  }

  @Property(tries = 500)
  void aFormIsTheSameInWhicheverChunks(@ForAll("files") byte[] file, @ForAll long seed) {
    assertThat(read(FormChunks.cut(body(file), seed))).isEqualTo(new Read(file, "quote"));
  }

  @Property(tries = 20)
  void aLongFormIsTheSameInWhicheverChunks(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] file = new byte[1 + random.nextInt(200_000)];
    random.nextBytes(file);
    assertThat(read(FormChunks.cut(body(file), seed))).isEqualTo(new Read(file, "quote"));
  }

  @Provide
  Arbitrary<byte[]> files() {
    return FormChunks.files();
  }

  private static byte[] body(byte[] file) {
    String head = "--limit\r\ncontent-disposition: form-data; name=\"%s\"";
    return Buffer.buffer()
        .appendString(head.formatted("file") + "; filename=\"a.pdf\"\r\n\r\n")
        .appendBytes(file)
        .appendString("\r\n" + head.formatted("kind") + "\r\n\r\nquote\r\n--limit--\r\n")
        .getBytes();
  }

  private static Read read(List<Buffer> chunks) {
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(TYPE, bytes);
    chunks.forEach(form::read);
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
