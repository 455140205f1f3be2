package io.leadloop.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.text.ContentCoding;
import jakarta.ws.rs.core.MediaType;

/**
 * The body of a callback, or the query if the body is empty, since some senders report in the
 * query.
 *
 * @param contentType the body's content type, or null
 */
record SentBody(String contentType, byte[] body) {
  private static final byte[] NOTHING = new byte[0];

  /**
   * The body without its content codings: a compressed one is read like another. It stays as it is
   * in an unknown coding, or where it would be too long.
   *
   * @param codings the header {@code Content-Encoding}, or null; gzip is recognised without it
   * @param maxBytes of the decoded body
   */
  SentBody decoded(String codings, int maxBytes) {
    return ContentCoding.decode(body, codings == null ? "" : codings, maxBytes + 1)
        .filter(plain -> plain.length > 0 && plain.length <= maxBytes)
        .map(plain -> new SentBody(contentType, plain))
        .orElse(this);
  }

  /**
   * @param contentType the header, or null
   * @param body the body as received, or null
   * @param query the raw query, or null
   */
  static SentBody of(String contentType, byte[] body, String query) {
    boolean isEmpty = body == null || body.length == 0;
    return isEmpty && query != null && !query.isEmpty()
        ? new SentBody(MediaType.APPLICATION_FORM_URLENCODED, query.getBytes(UTF_8))
        : new SentBody(contentType, isEmpty ? NOTHING : body);
  }
}
