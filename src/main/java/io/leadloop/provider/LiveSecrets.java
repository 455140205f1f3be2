package io.leadloop.provider;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.HashMap;
import java.util.Map;

/** Reads the public ids and hashed secrets of provider keys and administrator keys. */
public final class LiveSecrets {
  private LiveSecrets() {}

  /** The SHA-256 of each secret, by public id. */
  public static Map<String, byte[]> of(RowSet<Row> rows) {
    Map<String, byte[]> secrets = new HashMap<>();
    rows.forEach(
        row -> secrets.put(row.getString("public_id"), row.getBuffer("secret_sha256").getBytes()));
    return secrets;
  }
}
