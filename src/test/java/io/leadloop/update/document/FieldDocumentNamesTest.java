package io.leadloop.update.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.error.ProblemException;
import io.leadloop.testing.Documents;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Names of documents as browsers, scripts and CRMs really write them: one file each in {@code
 * src/test/resources/field} with the head of the file's part, and the name that is kept of it in a
 * line of {@code document-names.csv} in the same folder.
 */
class FieldDocumentNamesTest {
  private static final Path FILES = Path.of("src/test/resources/field/document-names");
  private static final String TABLE = "document-names.csv";
  private static final DocumentTypes TYPES = new DocumentTypes();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/field/document-names/document-names.csv", numLinesToSkip = 1)
  void isReadAsItsLineSays(ArgumentsAccessor line) throws IOException {
    byte[] head = Files.readAllBytes(FILES.resolve(line.getString(0)));
    byte[] content = Documents.beginningOf(line.getString(1));
    String given = FileName.of(read(head, content).name);

    if (line.getString(4) == null) {
      DocumentType type = TYPES.recognise(content, given);
      assertThat(type.named(given)).as("name").isEqualTo(line.getString(2));
      assertThat(type.mediaType(given)).as("media type").isEqualTo(line.getString(3));
    } else {
      ProblemException refused =
          catchThrowableOfType(ProblemException.class, () -> TYPES.recognise(content, given));
      assertThat(refused.code().slug()).isEqualTo(line.getString(4));
    }
  }

  @Test
  void everyFileHasALineAndEveryLineAFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES);
        Stream<String> lines = Files.lines(FILES.resolve(TABLE))) {
      Set<String> inTable = lines.skip(1).map(line -> line.split(",", 2)[0]).collect(toSet());
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> !f.equals(TABLE)))
          .containsExactlyInAnyOrderElementsOf(inTable);
    }
  }

  /** A field comes first, as forms have it. */
  private static Named read(byte[] head, byte[] content) {
    Named named = new Named();
    UploadForm form =
        new UploadForm(
            "multipart/form-data; boundary=limit",
            UploadLimits.ofDocument(Duration.ofMinutes(5)),
            named);
    form.read(
        Buffer.buffer("--limit\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nquote\r\n"));
    form.read(Buffer.buffer("--limit\r\n").appendBytes(head).appendString("\r\n\r\n"));
    form.read(Buffer.buffer(content).appendBytes("\r\n--limit--\r\n".getBytes(ISO_8859_1)));
    assertThat(form.end()).isTrue();
    form.close();
    return named;
  }

  private static final class Named implements UploadForm.Receiver {
    private String name;

    @Override
    public void field() {}

    @Override
    public void begin(String part, Supplier<String> fileName) {
      assertThat(part).isEqualTo("file");
      name = fileName.get();
    }

    @Override
    public void take(ByteBuf bytes) {
      bytes.skipBytes(bytes.readableBytes());
    }
  }
}
