package io.leadloop.customer;

import io.leadloop.store.ColumnReEncryption;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fingerprints by which the database detects a token that another customer has: HMAC-SHA256 over
 * host, port and token. Oplead's quota is per token, and the same text at another host is a
 * different token; path and scheme make no difference.
 *
 * <p>The key is random, created once per installation and sealed by the vault, so that a rotation
 * of the keyset re-encrypts it and changes no fingerprint.
 */
@ApplicationScoped
public class TokenFingerprints {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final String FIND = "select id, sealed from fingerprint_key";
  private static final String MAKE =
      "insert into fingerprint_key (id, sealed) values ($1, $2) on conflict (only_row) do nothing";
  private static final ColumnReEncryption SEALED =
      new ColumnReEncryption("fingerprint_key", "id", "sealed");

  private final Pool pool;
  private final Vault vault;
  private volatile SecretKeySpec known;

  TokenFingerprints(Pool pool, Vault vault) {
    this.pool = pool;
    this.vault = vault;
  }

  /**
   * @param baseUrl the address at which the token is used, configured or default
   */
  Uni<byte[]> of(URI baseUrl, String token) {
    byte[] message =
        (Origin.of(baseUrl).authority() + "\n" + token).getBytes(StandardCharsets.UTF_8);
    return key().map(key -> sign(key, message));
  }

  /** Of a token that a provider posts with its leads; equal to no fingerprint of a customer's. */
  public Uni<byte[]> ofForm(String token) {
    byte[] message = ("form\n" + token).getBytes(StandardCharsets.UTF_8);
    return key().map(key -> sign(key, message));
  }

  /** Re-encrypts the key with the keyset's primary key; see {@link ColumnReEncryption}. */
  Uni<ColumnReEncryption.Step> resealKey(Optional<UUID> after, int limit) {
    return SEALED.step(pool, after, limit, (id, value) -> vault.reEncrypt(value, owner(id)));
  }

  private Uni<SecretKeySpec> key() {
    return known != null ? Uni.createFrom().item(known) : find().invoke(key -> known = key);
  }

  private Uni<SecretKeySpec> find() {
    return pool.query(FIND)
        .execute()
        .chain(
            rows ->
                rows.size() > 0
                    ? Uni.createFrom().item(rows)
                    : make().chain(() -> pool.query(FIND).execute()))
        .map(this::open);
  }

  /** If replicas do so concurrently, one creates the key and all read it. */
  private Uni<RowSet<Row>> make() {
    UUID id = UUID.randomUUID();
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return pool.preparedQuery(MAKE)
        .execute(Tuple.of(id, Buffer.buffer(vault.seal(key, owner(id)))));
  }

  private SecretKeySpec open(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    byte[] key = vault.open(row.getBuffer("sealed").getBytes(), owner(row.getUUID("id")));
    return new SecretKeySpec(key, ALGORITHM);
  }

  private static byte[] sign(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is not available", e);
    }
  }

  private static String owner(UUID id) {
    return "fingerprint-key:" + id;
  }
}
