package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.vault.Signer;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what Oplead sent, each body for its lead: it may repeat personal data of the lead. It is in
 * clear only in memory.
 */
@Singleton
public class CallbackBodies {
  private static final ColumnReEncryption STORED =
      new ColumnReEncryption("feedback", "lead_id", "body");

  private static final int FINGERPRINT_BYTES = 16;

  private final Vault vault;
  private final Signer signer;
  private final Pool pool;

  CallbackBodies(Vault vault, Pool pool) {
    this.vault = vault;
    this.signer = vault.signer("callback-fingerprint");
    this.pool = pool;
  }

  /**
   * A keyed hash of a clear body: that of the body before, if it is the same body.
   *
   * @param before the hash of the body before, or null
   */
  public byte[] fingerprint(byte[] before, byte[] body) {
    return before != null && signer.verifies(before, body)
        ? before
        : signer.sign(body, FINGERPRINT_BYTES);
  }

  /** For the feedback that carries it. */
  public byte[] seal(LeadId lead, byte[] body) {
    return vault.seal(body, owner(lead));
  }

  public byte[] open(LeadId lead, byte[] sealed) {
    return vault.open(sealed, owner(lead));
  }

  /**
   * Seals the next stored ones with the keyset's primary key; see {@link ColumnReEncryption}. Those
   * on the log stay as they are: it forgets them in its time.
   */
  public Uni<ColumnReEncryption.Step> reEncrypt(Optional<UUID> after, int limit) {
    return STORED.step(
        pool, after, limit, (lead, body) -> vault.reEncrypt(body, owner(new LeadId(lead))));
  }

  private static String owner(LeadId lead) {
    return "callback:" + lead;
  }
}
