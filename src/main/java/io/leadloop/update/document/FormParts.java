package io.leadloop.update.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The parts of a form as they are decoded: fields are kept in memory, files are passed on. */
final class FormParts extends DefaultHttpDataFactory {
  private static final String CHARSET = "charset";

  private final UploadForm.Receiver receiver;
  private final Supplier<byte[]> heads;
  private final List<Attribute> fields = new ArrayList<>();
  private HttpData last;
  private int files;
  private boolean hasContent;

  /**
   * @param longestField in bytes, or -1
   * @param heads the form up to the head of the file that has content, or a little further
   */
  FormParts(long longestField, UploadForm.Receiver receiver, Supplier<byte[]> heads) {
    super(false);
    setMaxLimit(longestField);
    this.receiver = receiver;
    this.heads = heads;
  }

  /** The fields that have begun. */
  List<Attribute> fields() {
    return fields;
  }

  /** Whether a file has content. */
  boolean hasContent() {
    return hasContent;
  }

  /** Whether the last part has come to its end. */
  boolean isComplete() {
    return last == null || last.isCompleted();
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

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Attribute begun(Attribute field) {
    receiver.field();
    fields.add(field);
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
    int before = files++;
    receiver.begin(name, () -> DispositionName.read(heads.get(), before).orElse(fileName));
    PassedOn file = new PassedOn(name, fileName, contentType, encoding, charset, size);
    last = file;
    return file;
  }

  /** A file that is not kept. */
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
        hasContent |= bytes.isReadable();
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
