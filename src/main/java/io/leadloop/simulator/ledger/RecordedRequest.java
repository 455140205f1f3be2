package io.leadloop.simulator.ledger;

import io.leadloop.simulator.http.AccessToken;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * One request as it arrived and how it was answered.
 *
 * @param arrival when its head had arrived, before its body was read
 * @param token the token that it showed, known or not
 * @param path the path with its query, as sent
 * @param admitted whether it counted against its token's quota
 * @param status the status of its answer, or 0 where its connection broke, or was closed, before it
 *     was answered
 * @param body the bytes of its body, exactly as they came; empty where it brought a document
 */
public record RecordedRequest(
    Moment arrival,
    Optional<AccessToken> token,
    String verb,
    String path,
    boolean admitted,
    int status,
    Buffer body) {

  /** Leaves out the body, which is personal data. */
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
