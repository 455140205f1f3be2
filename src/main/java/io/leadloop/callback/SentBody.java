package io.leadloop.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

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
