package io.leadloop.session;

import io.leadloop.access.key.Administrator;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A session to open.
 *
 * @param address where it is opened from
 * @param longest after which it ends
 */
record NewSession(Administrator holder, SessionOrigin origin, String address, Duration longest) {
  /** As the audit names who signs in. */
  String actor() {
    return origin instanceof KeyReference key
        ? key.masked() + " (" + holder.name() + ")"
        : "oidc:" + holder.name();
  }

  String keyId() {
    return origin instanceof KeyReference key ? key.publicId() : null;
  }

  Buffer keyHash() {
    return origin instanceof KeyReference key ? key.hash() : null;
  }

  String issuer() {
    return origin instanceof TokenReference token ? token.issuer() : null;
  }
}
