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
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body of {@code multipart/form-data} (RFC 7578) with one file, whose bytes are passed on as they
 * come. It is Netty's decoder, as in Vert.x' own forms; but there it keeps up to ten MiB of what
 * was read already, for each body, and does not tell a file that ends from one that breaks off.
 *
 * <p>A body that is none of these fails with a {@link DecoderException}.
 */
final class UploadForm {
  /** What was read is let go once it is that long. */
  private static final int KEPT_BYTES = 64 * 1024;

  /** The longest field, and the longest head of a part. */
  private static final int LONGEST_FIELD = 8 * 1024;

  private static final String CHARSET = "charset";

  /** The fields before the file and its own head. */
  private static final int LONGEST_HEADS = 32 * 1024;

  private static final byte CARRIAGE_RETURN = '\r';

  private static final int MOST_FIELDS = 16;

  private static final String FORM = "multipart/form-data";

  /** RFC 2046, 5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

  private final Receiver receiver;
  private final HttpPostMultipartRequestDecoder decoder;
  private Buffer waiting = Buffer.buffer();

  /** What came before the file: its head is there. */
  private Buffer heads = Buffer.buffer();

  private FileUpload file;

  /**
   * @param contentType of the body, or null
   */
  UploadForm(String contentType, Receiver receiver) {
    this.receiver = receiver;
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    head.headers().set(HttpHeaders.CONTENT_TYPE, FORM + "; boundary=" + boundary(contentType));
    decoder =
        new HttpPostMultipartRequestDecoder(new Files(), head, UTF_8, MOST_FIELDS, LONGEST_FIELD);
    decoder.setDiscardThreshold(KEPT_BYTES);
  }

  /**
   * The next bytes of the body. A carriage return at their end waits for what follows it: the
   * decoder would take it for a part of the file, even where it begins the next boundary.
   */
  void read(Buffer chunk) {
    Buffer bytes = waiting.length() == 0 ? chunk : waiting.appendBuffer(chunk);
    int last = bytes.length() - 1;
    boolean isOpen = last >= 0 && bytes.getByte(last) == CARRIAGE_RETURN;
    waiting = isOpen ? bytes.getBuffer(last, last + 1) : Buffer.buffer();
    offer(isOpen ? bytes.slice(0, last) : bytes);
  }

  /**
   * The decoder takes the header apart in a way of its own, and fails on some of what people send.
   */
  private static String boundary(String contentType) {
    return Optional.ofNullable(contentType)
        .map(ContentType::parse)
        .filter(type -> type.type().equals(FORM))
        .flatMap(type -> type.parameter("boundary"))
        .filter(boundary -> BOUNDARY.matcher(boundary).matches())
        .orElseThrow(() -> new DecoderException("there is no boundary"));
  }

  /** On some heads of parts the decoder fails with these, on a nested multipart for example. */
  private void offer(Buffer bytes) {
    if (file == null && heads.length() < LONGEST_HEADS) {
      heads.appendBuffer(bytes);
    }
    try {
      decoder.offer(new DefaultHttpContent(bytes.getByteBuf()));
    } catch (IndexOutOfBoundsException | NullPointerException e) {
      throw new DecoderException(e);
    }
  }

  /** After the last byte: whether the file, if there was one, had come to its end. */
  boolean end() {
    offer(waiting);
    decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    return file == null || file.isCompleted();
  }

  /** The fields other than the file, once all of it was read. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
      if (part instanceof Attribute field) {
        fields.add(new Field(field.getName(), value(field)));
      }
    }
    return fields;
  }

  /** To be called once, whatever came of it. */
  void close() {
    decoder.destroy();
  }

  private static String value(Attribute field) {
    try {
      return field.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException("a field in memory is read from no file", e);
    }
  }

  /** A part that is no file. */
  record Field(String name, String value) {}

  /** Gets the file; what it throws ends the reading. */
  interface Receiver {
    /** A file begins. */
    void begin(String part, String fileName);

    /** The next bytes of it, which are the receiver's until it returns. */
    void take(ByteBuf bytes);
  }

  /** Keeps fields in memory, and no file. */
  private final class Files extends DefaultHttpDataFactory {
    Files() {
      super(false);
      setMaxLimit(LONGEST_FIELD);
    }

    /** A parameter in the head of a part: charset, which may be none that Java knows. */
    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
      boolean isUnknown = name.equalsIgnoreCase(CHARSET) && !isCharset(value);
      return super.createAttribute(request, name, isUnknown ? UTF_8.name() : value);
    }

    @Override
    public FileUpload createFileUpload(
        HttpRequest request,
        String name,
        String fileName,
        String contentType,
        String encoding,
        Charset charset,
        long size) {
      receiver.begin(name, DispositionName.read(heads.getBytes()).orElse(fileName));
      file = new PassedOn(name, fileName, contentType, encoding, charset, size);
      return file;
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A file that is nowhere in memory. */
  private final class PassedOn extends MemoryFileUpload {
    PassedOn(
        String name,
        String fileName,
        String contentType,
        String encoding,
        Charset charset,
        long size) {
      super(name, fileName, contentType, encoding, charset, size);
    }

    @Override
    public void addContent(ByteBuf bytes, boolean last) {
      try {
        receiver.take(bytes);
      } finally {
        bytes.release();
      }
      if (last) {
        setCompleted();
      }
    }
  }
}
