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
import io.netty.handler.codec.http.multipart.HttpData;
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
  /** What was read is let go once it is that long. */
  private static final int KEPT_BYTES = 64 * 1024;

  /** The longest head of a part. */
  private static final int LONGEST_HEAD = 8 * 1024;

  private static final String CHARSET = "charset";

  /** The fields before the file and its own head. */
  private static final int LONGEST_HEADS = 32 * 1024;

  /** A body may come in so many chunks of any length, and others of this length on average. */
  private static final int MOST_SMALL_CHUNKS = 64;

  private static final int LEAST_CHUNK = 1024;

  private static final byte CARRIAGE_RETURN = '\r';

  private static final String FORM = "multipart/form-data";

  /** RFC 2046, 5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

  private final Receiver receiver;
  private final HttpPostMultipartRequestDecoder decoder;
  private Buffer waiting = Buffer.buffer();

  private long length;
  private long offers;

  /** What came before the file: its head is there. */
  private Buffer heads = Buffer.buffer();

  /** The part that was begun last. */
  private HttpData last;

  /** How many files have begun; all but the last are empty. */
  private int files;

  private boolean hasFile;

  private final List<Attribute> known = new ArrayList<>();

  /**
   * @param contentType of the body, or null
   */
  UploadForm(String contentType, UploadLimits limits, Receiver receiver) {
    this.receiver = receiver;
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    head.headers().set(HttpHeaders.CONTENT_TYPE, FORM + "; boundary=" + boundary(contentType));
    decoder =
        new HttpPostMultipartRequestDecoder(
            new Parts(limits.longestField()), head, UTF_8, limits.mostFields(), LONGEST_HEAD);
    decoder.setDiscardThreshold(KEPT_BYTES);
  }

  /**
   * The next bytes of the body. A carriage return at their end waits for what follows it: the
   * decoder would take it for a part of the file, even where it begins the next boundary. Bytes of
   * many small chunks wait for each other.
   */
  void read(Buffer chunk) {
    length += chunk.length();
    Buffer bytes = waiting.length() == 0 ? chunk : waiting.appendBuffer(chunk);
    if (isScattered()) {
      waiting = bytes == chunk ? chunk.copy() : bytes;
      return;
    }
    int last = bytes.length() - 1;
    boolean isOpen = last >= 0 && bytes.getByte(last) == CARRIAGE_RETURN;
    waiting = isOpen ? bytes.getBuffer(last, last + 1) : Buffer.buffer();
    offer(isOpen ? bytes.slice(0, last) : bytes);
  }

  /** The decoder starts at the beginning of a head again for each chunk that does not end it. */
  private boolean isScattered() {
    return offers > MOST_SMALL_CHUNKS + length / LEAST_CHUNK;
  }

  /** How many bytes wait to be decoded. */
  int waitingBytes() {
    return waiting.length();
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
    offers++;
    if (!hasFile && heads.length() < LONGEST_HEADS) {
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
    offer(waiting);
    decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    return last == null || last.isCompleted();
  }

  /** The fields other than the file, once all of it was read. */
  List<FormField> fields() {
    return fields(decoder.getBodyHttpDatas());
  }

  /** The fields of that name that were read so far. */
  List<FormField> fields(String name) {
    return fields(known.stream().filter(field -> field.getName().equals(name)).toList());
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

  /** To be called once, whatever came of it. */
  void close() {
    decoder.destroy();
  }

  private static byte[] bytes(Attribute field) {
    try {
      return field.get();
    } catch (IOException e) {
      throw new UncheckedIOException("a field in memory is read from no file", e);
    }
  }

  /** Gets the file; what it throws ends the reading. */
  interface Receiver {
    /** A field begins. */
    void field();

    /**
     * A file begins.
     *
     * @param fileName reads its name, which takes a while
     */
    void begin(String part, Supplier<String> fileName);

    /** The next bytes of it, which are the receiver's until it returns. */
    void take(ByteBuf bytes);
  }

  /** Keeps fields in memory, and no file. */
  private final class Parts extends DefaultHttpDataFactory {
    Parts(long longestField) {
      super(false);
      setMaxLimit(longestField);
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
      return begun(super.createAttribute(request, name));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long announced) {
      return begun(super.createAttribute(request, name, announced));
    }

    /** A parameter in the head of a part: charset, which may be none that Java knows. */
    @Override
    public Attribute createAttribute(HttpRequest request, String name, String value) {
      boolean isUnknown = name.equalsIgnoreCase(CHARSET) && !isCharset(value);
      return super.createAttribute(request, name, isUnknown ? UTF_8.name() : value);
    }

    private Attribute begun(Attribute field) {
      receiver.field();
      known.add(field);
      last = field;
      return field;
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
      int number = files++;
      receiver.begin(name, () -> DispositionName.read(heads.getBytes(), number).orElse(fileName));
      PassedOn file = new PassedOn(name, fileName, contentType, encoding, charset, size);
      last = file;
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
        hasFile |= bytes.isReadable();
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
