package io.leadloop.session;

import io.vertx.mutiny.sqlclient.Row;

/** The credential that opened a session, on which the session depends. */
sealed interface SessionOrigin permits KeyReference, TokenReference {
  static SessionOrigin of(Row row) {
    String issuer = row.getString("issuer");
    return issuer == null ? KeyReference.of(row) : new TokenReference(issuer);
  }
}
