package io.leadloop.update.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.testing.FormChunks;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form is the same in whichever chunks it arrives. */
class UploadFormTest {
  private static final String TYPE = "multipart/form-data; boundary=" + FormChunks.BOUNDARY;

  private static final UploadLimits LIMITS = UploadLimits.ofDocument(Duration.ofMinutes(5));

  private static final byte[] FILE = {1, 2, 3};

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

  /** The decoder once read a long head again for each byte of it. */
  @Test
  void smallChunksAreDecodedTogether() {
    byte[] file = new byte[100_000];
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(TYPE, LIMITS, bytes);
    for (byte next : body(file)) {
      form.read(Buffer.buffer(new byte[] {next}));
    }
    assertThat(form.end()).isTrue();
    form.close();
    assertThat(bytes.taken.toByteArray()).isEqualTo(file);
    assertThat(bytes.chunks).isLessThan(200);
  }

  @Test
  void aFileAfterEmptyOnesHasItsOwnName() {
    String empty =
        "--limit\r\ncontent-disposition: form-data; name=\"f\"; filename=\"%s\"\r\n\r\n\r\n";
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(TYPE, LIMITS, bytes);
    form.read(Buffer.buffer(empty.formatted("").repeat(2)).appendBytes(body(FILE)));
    assertThat(form.end()).isTrue();
    form.close();
    assertThat(bytes.files).isEqualTo(3);
    assertThat(bytes.name).isEqualTo("a.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "kind"})
  void aFormThatBreaksOffInAPartIsNotWhole(String part) {
    String text = Buffer.buffer(body(FILE)).toString();
    int end = text.indexOf("\r\n--limit", text.indexOf("name=\"" + part));
    UploadForm form = new UploadForm(TYPE, LIMITS, new Bytes());
    form.read(Buffer.buffer(text.substring(0, end)));
    assertThat(form.end()).isFalse();
    form.close();
  }

  /** {@code charset=binary} was once refused as no JSON, and {@code boundary=} was a 500. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pdf",
        "application/pdf; charset=binary",
        "application/pdf; charset=",
        "Application/PDF; Charset=\"x\"; name=\"a.pdf\"",
        "pdf",
        ""
      })
  void aPartMayHaveAnyContentType(String type) {
    assertThat(read(List.of(Buffer.buffer(body(type))))).isEqualTo(new Read(FILE, "quote"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Multipart/Form-Data; boundary=limit",
        "multipart/form-data; BOUNDARY=\"limit\"",
        "multipart/form-data; charset=utf-8; boundary=limit",
        "multipart/form-data;boundary=limit; charset=",
        "multipart/form-data; a; b=\"c;d\"; boundary = limit ;"
      })
  void aFormMayHaveAnySpellingOfItsType(String type) {
    assertThat(read(type, List.of(Buffer.buffer(body("application/pdf")))))
        .isEqualTo(new Read(FILE, "quote"));
  }

  /** A regular expression overflowed the stack, and the upload got no answer. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\\\\", "%22", ";"})
  void aFileMayHaveALongName(String piece) {
    String name = piece.repeat(7_900 / piece.length()) + ".pdf";
    String head = "--limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"";
    Buffer body = Buffer.buffer(head + name + "\"\r\n\r\nabc\r\n--limit--\r\n");
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(TYPE, LIMITS, bytes);
    form.read(body);
    assertThat(form.end()).isTrue();
    form.close();
    assertThat(bytes.name).hasSizeGreaterThan(2_000).endsWith(".pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=é",
        "multipart/mixed; boundary=limit",
        "application/json"
      })
  void aFormWithoutABoundaryIsNone(String type) {
    assertThatThrownBy(() -> new UploadForm(type, LIMITS, new Bytes()))
        .isInstanceOf(DecoderException.class);
  }

  @Property(tries = 2_000)
  void noContentTypeIsABug(@ForAll("types") String whole, @ForAll("types") String part) {
    Bytes bytes = new Bytes();
    UploadForm form = null;
    try {
      form = new UploadForm("multipart/form-data; boundary=limit;" + whole, LIMITS, bytes);
      form.read(Buffer.buffer(body(part)));
      form.end();
    } catch (DecoderException refused) {
      assertThat(refused).isNotNull();
    } finally {
      if (form != null) {
        form.close();
      }
    }
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
            "a/b",
            "multipart/mixed",
            ";",
            "=",
            "\"",
            "\\",
            " ",
            "charset",
            "boundary",
            "utf-8",
            "name",
            "binary",
            "'",
            "é",
            "\t",
            ":",
            "q")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<byte[]> files() {
    return FormChunks.files();
  }

  private static byte[] body(String contentType) {
    String head = "--limit\r\ncontent-disposition: form-data; name=\"%s\"";
    return Buffer.buffer()
        .appendString(head.formatted("file") + "; filename=\"a.pdf\"\r\n")
        .appendString("content-type: " + contentType + "\r\n\r\n")
        .appendBytes(FILE)
        .appendString("\r\n" + head.formatted("kind") + "\r\n\r\nquote\r\n--limit--\r\n")
        .getBytes();
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
    return read(TYPE, chunks);
  }

  private static Read read(String type, List<Buffer> chunks) {
    Bytes bytes = new Bytes();
    UploadForm form = new UploadForm(type, LIMITS, bytes);
    chunks.forEach(form::read);
    boolean whole = form.end();
    List<FormField> fields = form.fields();
    form.close();
    assertThat(whole).isTrue();
    assertThat(bytes.files).isEqualTo(1);
    assertThat(fields).extracting(FormField::name).containsExactly("kind");
    return new Read(bytes.taken.toByteArray(), fields.get(0).value());
  }

  /** The result of reading a form. */
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
    private int chunks;
    private String name;

    @Override
    public void field() {}

    @Override
    public void begin(String part, Supplier<String> fileName) {
      files++;
      name = fileName.get();
    }

    @Override
    public void take(ByteBuf bytes) {
      chunks++;
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      taken.writeBytes(copy);
    }
  }
}
