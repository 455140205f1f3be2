package io.leadloop.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.FormChunks;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Parsing a document's form does not depend on its chunks. */
class DocumentFormTest {

  private static final String TYPE = "multipart/form-data; boundary=" + FormChunks.BOUNDARY;

  @Example
  void carriageReturnAtTheEndOfAChunkIsNotPartOfTheFile() {
    byte[] file = new byte[65_535];
    byte[] body = body(file);
    int end = new String(body, ISO_8859_1).lastIndexOf("\r\n--limit--");
    assertThat(read(FormChunks.cutAt(body, end + 1))).contains(received(file));
  }

  @Property(tries = 50)
  void formIsTheSameWhereverItIsSplit(@ForAll("files") byte[] file) {
    byte[] body = body(file);
    for (int cut = 0; cut <= body.length; cut++) {
      assertThat(read(FormChunks.cutAt(body, cut))).as("cut at " + cut).contains(received(file));
    }
  }

  @Property(tries = 500)
  void formIsTheSameInAnyChunks(@ForAll("files") byte[] file, @ForAll long seed) {
    assertThat(read(FormChunks.cut(body(file), seed))).contains(received(file));
  }

  @Property(tries = 50)
  void truncatedFormHasNoFile(@ForAll("files") byte[] file) {
    byte[] body = body(file);
    int end = new String(body, ISO_8859_1).lastIndexOf("--limit--") + "--limit--".length();
    for (int length = 0; length < end; length++) {
      assertThat(read(List.of(Buffer.buffer(body).slice(0, length)))).isEmpty();
    }
  }

  @Provide
  Arbitrary<byte[]> files() {
    return FormChunks.files();
  }

  private static Optional<ReceivedFile> read(List<Buffer> chunks) {
    DocumentForm form = DocumentForm.of(TYPE).orElseThrow();
    chunks.forEach(form::read);
    return form.file();
  }

  private static byte[] body(byte[] file) {
    return Buffer.buffer("--limit\r\nContent-Disposition: form-data; name=\"file\"; ")
        .appendString("filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n")
        .appendBytes(file)
        .appendString("\r\n--limit\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n")
        .appendString("quote\r\n--limit--\r\n")
        .getBytes();
  }

  private static ReceivedFile received(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return new ReceivedFile(
          "a.pdf", "application/pdf", file.length, HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
