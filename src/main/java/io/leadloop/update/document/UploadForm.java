package io.leadloop.update.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.http.ContentType;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A body of {@code multipart/form-data} (RFC 7578) whose files are passed on as they arrive. It
 * uses Netty's decoder, as Vert.x' own forms do; but those keep up to ten MiB of what was read
 * already, for each body, and do not distinguish a file that ends from one that breaks off.
 *
 * <p>A body that is not such a form fails with a {@link DecoderException}.
 */
final class UploadForm {
  /** The decoder releases what it has read when it is that long. */
  private static final int KEPT_BYTES = 64 * 1024;

  /** The longest head of a part. */
  private static final int LONGEST_HEAD = 8 * 1024;

  /** The fields before the file and its own head. */
  private static final int LONGEST_HEADS = 32 * 1024;

  private static final String FORM = "multipart/form-data";

  /** RFC 2046, 5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

  private final HttpPostMultipartRequestDecoder decoder;
  private final FormParts parts;
  private final ChunkBuffer chunks = new ChunkBuffer();

  /** What was read before the file's content, with its head. */
  private final Buffer heads = Buffer.buffer();

  /**
   * @param contentType of the body, or null
   */
  UploadForm(String contentType, UploadLimits limits, Receiver receiver) {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    head.headers().set(HttpHeaders.CONTENT_TYPE, FORM + "; boundary=" + boundary(contentType));
    parts = new FormParts(limits.longestField(), receiver, heads::getBytes);
    decoder =
        new HttpPostMultipartRequestDecoder(parts, head, UTF_8, limits.mostFields(), LONGEST_HEAD);
    decoder.setDiscardThreshold(KEPT_BYTES);
  }

  /** The decoder has its own way to read the header, and fails on some that clients send. */
  private static String boundary(String contentType) {
    return Optional.ofNullable(contentType)
        .map(ContentType::parse)
        .filter(type -> type.type().equals(FORM))
        .flatMap(type -> type.parameter("boundary"))
        .filter(boundary -> BOUNDARY.matcher(boundary).matches())
        .orElseThrow(() -> new DecoderException("there is no boundary"));
  }

  /** The next bytes of the body. */
  void read(Buffer chunk) {
    chunks.add(chunk).ifPresent(this::offer);
  }

  /** How many bytes wait to be decoded. */
  int waitingBytes() {
    return chunks.rest().length();
  }

  /** On some heads of parts the decoder fails with these, on a nested multipart for example. */
  private void offer(Buffer bytes) {
    if (!parts.hasContent() && heads.length() < LONGEST_HEADS) {
      heads.appendBuffer(bytes);
    }
    try {
      decoder.offer(new DefaultHttpContent(bytes.getByteBuf()));
    } catch (IndexOutOfBoundsException | NullPointerException e) {
      throw new DecoderException(e);
    }
  }

  /** After the last byte: whether the last part had come to its end. */
  boolean end() {
    offer(chunks.rest());
    decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    return parts.isComplete();
  }

  /** The fields other than files, once all of it was read. */
  List<FormField> fields() {
    return fields(decoder.getBodyHttpDatas());
  }

  /** The fields of that name that were read so far. */
  List<FormField> fields(String name) {
    return fields(parts.fields().stream().filter(field -> field.getName().equals(name)).toList());
  }

  private static List<FormField> fields(List<? extends InterfaceHttpData> parts) {
    List<FormField> fields = new ArrayList<>();
    for (InterfaceHttpData part : parts) {
      if (part instanceof Attribute field) {
        fields.add(new FormField(field.getName(), bytes(field), field.getCharset()));
      }
    }
    return fields;
  }

  private static byte[] bytes(Attribute field) {
    try {
      return field.get();
    } catch (IOException e) {
      throw new UncheckedIOException("a field in memory is read from no file", e);
    }
  }

  /** To be called once, also after a failure. */
  void close() {
    decoder.destroy();
  }

  /** Gets the parts as they arrive; what it throws ends the reading. */
  interface Receiver {
    /** A field begins. */
    void field();

    /**
     * A file begins.
     *
     * @param fileName reads its name, which takes a while
     */
    void begin(String part, Supplier<String> fileName);

    /** The next bytes of the file, which are the receiver's until it returns. */
    void take(ByteBuf bytes);
  }
}
