package io.leadloop.session;

import io.leadloop.vault.ApiKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/**
 * The administrator key that a session or link depends on.
 *
 * @param sha256 the hash of its secret
 */
record KeyReference(String publicId, byte[] sha256) implements SessionOrigin {
  static KeyReference of(ApiKey key) {
    return new KeyReference(key.publicId(), key.secretSha256());
  }

  static KeyReference of(Row row) {
    return new KeyReference(row.getString("key_public_id"), row.getBuffer("key_sha256").getBytes());
  }

  Buffer hash() {
    return Buffer.buffer(sha256);
  }

  /** Without the secret, as the audit names keys. */
  String masked() {
    return ApiKey.Owner.ADMINISTRATOR.masked(publicId);
  }
}
