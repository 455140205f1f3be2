package io.leadloop.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A multipart form, written by hand. */
final class FormBody {

  private static final String BOUNDARY = "the-boundary-of-the-form";
  private static final String END = "--" + BOUNDARY + "--\r\n";

  private final String contentType;
  private final byte[] bytes;

  private FormBody(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  String contentType() {
    return contentType;
  }

  byte[] bytes() {
    return bytes;
  }

  /** A form with one file in a part of this name. */
  static FormBody file(String name, String filename, String type, byte[] contents) {
    return form(part(name, "; filename=\"" + filename + "\"", type, contents));
  }

  /** A form with one field that is not a file. */
  static FormBody field(String name, String value) {
    return form(part(name, "", "text/plain", value.getBytes(StandardCharsets.UTF_8)));
  }

  /** A form of two files, the second in the part that counts. */
  static FormBody files(String name, byte[] other, byte[] contents) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(part("other", "; filename=\"other.txt\"", "text/plain", other));
    parts.writeBytes(part(name, "; filename=\"file.txt\"", "text/plain", contents));
    return form(parts.toByteArray());
  }

  /** The same form without its end. */
  FormBody unfinished() {
    byte[] cut = Arrays.copyOf(bytes, bytes.length - END.length() - 2);
    return new FormBody(contentType, cut);
  }

  FormBody as(String otherContentType) {
    return new FormBody(otherContentType, bytes);
  }

  private static FormBody form(byte[] parts) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(parts);
    form.writeBytes(END.getBytes(StandardCharsets.UTF_8));
    return new FormBody("multipart/form-data; boundary=" + BOUNDARY, form.toByteArray());
  }

  private static byte[] part(String name, String filename, String type, byte[] contents) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, name, filename, type);
    part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    part.writeBytes(contents);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }
}
