package io.leadloop.feedback;

import io.leadloop.lead.LeadId;
import io.leadloop.store.ColumnReEncryption;
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

  private final Vault vault;
  private final Pool pool;

  CallbackBodies(Vault vault, Pool pool) {
    this.vault = vault;
    this.pool = pool;
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
