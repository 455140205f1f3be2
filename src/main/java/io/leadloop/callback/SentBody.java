package io.leadloop.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MediaType;

/**
 * The body of a callback, or the address's query where the body is empty: some senders write what
 * they report into the address.
 *
 * @param contentType of the body, or null
 */
record SentBody(String contentType, byte[] body) {
  private static final byte[] NOTHING = new byte[0];

  /**
   * @param contentType as given, or null
   * @param body as it came, or null
   * @param query as it stands in the address, or null
   */
  static SentBody of(String contentType, byte[] body, String query) {
    boolean isEmpty = body == null || body.length == 0;
    return isEmpty && query != null && !query.isEmpty()
        ? new SentBody(MediaType.APPLICATION_FORM_URLENCODED, query.getBytes(UTF_8))
        : new SentBody(contentType, isEmpty ? NOTHING : body);
  }
}
