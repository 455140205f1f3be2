package io.leadloop.push.wire;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One attempt as it is sent: where to, the headers with their signatures, and the body.
 *
 * <p>Header names are in lower case, as both standards write them.
 */
record SignedPost(URI url, MultiMap headers, Buffer body) {

  /**
   * @param at the time of the attempt, which is signed
   */
  static SignedPost of(PushTarget target, PushMessage message, int attempt, Instant at) {
    String id = message.id().toString();
    long timestamp = at.getEpochSecond();
    MultiMap headers =
        HttpHeaders.headers()
            .set("content-type", "application/json")
            .set("webhook-id", id)
            .set("webhook-timestamp", Long.toString(timestamp))
            .set("webhook-signature", signatures(target.secrets(), id, timestamp, message.data()))
            .set("ce-specversion", "1.0")
            .set("ce-id", id)
            .set("ce-type", HeaderText.of(message.type()))
            .set("ce-source", HeaderText.of(message.source()))
            .set("ce-time", ISO_OFFSET_DATE_TIME.format(message.time().atOffset(UTC)))
            .set("leadloop-attempt", Integer.toString(attempt));
    if (message.subject() != null) {
      headers.set("ce-subject", HeaderText.of(message.subject()));
    }
    message.sequence().ifPresent(number -> headers.set("ce-sequence", Integer.toString(number)));
    return new SignedPost(target.url(), headers, Buffer.buffer(message.data()));
  }

  private static String signatures(
      List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> secret.sign(id, timestamp, body))
        .collect(Collectors.joining(" "));
  }
}
