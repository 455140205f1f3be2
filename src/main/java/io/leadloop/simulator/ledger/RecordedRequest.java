package io.leadloop.simulator.ledger;

import io.leadloop.simulator.http.AccessToken;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A request and the status of its response.
 *
 * @param arrival when its head arrived
 * @param token its token, known or not
 * @param path the path with its query, as sent
 * @param admitted whether it counted against its token's quota
 * @param status the response status, or 0 if the connection ended before the response
 * @param body the exact bytes of its body; empty for a document
 */
public record RecordedRequest(
    Moment arrival,
    Optional<AccessToken> token,
    String verb,
    String path,
    boolean admitted,
    int status,
    Buffer body) {

  /** Omits the body, which is personal data. */
  @Override
  public String toString() {
    return "RecordedRequest[at=%s, token=%s, %s %s, admitted=%s, status=%d, bytes=%d]"
        .formatted(
            arrival.at(),
            token.map(AccessToken::hint).orElse("none"),
            verb,
            path,
            admitted,
            status,
            body.length());
  }
}
