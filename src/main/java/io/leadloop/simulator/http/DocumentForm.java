package io.leadloop.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * Parser of {@code multipart/form-data} (RFC 7578) that uses the first file in the part named
 * {@code file}. The result does not depend on the chunks, unlike with Netty's decoder and Vert.x
 * forms: there a carriage return at the end of a chunk counts as a byte of the file even if it
 * begins the next boundary.
 */
final class DocumentForm implements MultipartParser.PartHandler {

  private static final String MEDIA_TYPE = "multipart/form-data";
  private static final String PART = "file";

  private final MultipartParser.ParseState parser;
  private FileDigest file;
  private boolean isReadingFile;
  private boolean isMalformed;

  private DocumentForm(String boundary) {
    this.parser = MultipartParser.beginParse(this, boundary.getBytes(UTF_8), UTF_8.name());
  }

  /**
   * A new form parser, empty if the content type is not a form's.
   *
   * @param contentType may be null
   */
  static Optional<DocumentForm> of(String contentType) {
    return Optional.ofNullable(contentType)
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE))
        .map(type -> HeaderUtil.extractQuotedValueFromHeader(type, "boundary"))
        .map(DocumentForm::new);
  }

  /** The next bytes of the body. */
  void read(Buffer chunk) {
    try {
      if (!isMalformed) {
        parser.parse(chunk.getByteBuf().nioBuffer());
      }
    } catch (IOException malformed) {
      isMalformed = true;
    }
  }

  /** The file, once the body is complete; empty if the form has none or is truncated. */
  Optional<ReceivedFile> file() {
    return Optional.ofNullable(file)
        .filter(any -> parser.isComplete() && !isMalformed)
        .flatMap(FileDigest::file);
  }

  @Override
  public void beginPart(CaseInsensitiveMap<String> headers) {
    String disposition = headers.getFirst("Content-Disposition");
    isReadingFile = file == null && disposition != null && isTheFile(disposition);
    if (isReadingFile) {
      String name = HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
      file = new FileDigest(name, headers.getFirst("Content-Type"));
    }
  }

  private static boolean isTheFile(String disposition) {
    return PART.equals(HeaderUtil.extractQuotedValueFromHeader(disposition, "name"))
        && HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename") != null;
  }

  @Override
  public void data(ByteBuffer bytes) {
    if (isReadingFile) {
      file.add(bytes);
    }
  }

  @Override
  public void endPart() {
    isReadingFile = false;
  }
}
