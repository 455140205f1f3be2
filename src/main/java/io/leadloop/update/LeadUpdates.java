package io.leadloop.update;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.LeadsArrived;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.store.Batch;
import io.leadloop.vault.Signer;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what a provider wants done to a lead: under the lead's lock, so that the same document is
 * taken once, and so that it is due exactly if Oplead has the lead and nothing of it goes before.
 */
@ApplicationScoped
class LeadUpdates {
  private static final int MAC_BYTES = 32;
  private static final String LOCK =
      "select customer_id, state, oplead_id, erased_at from lead where id = $1 for update";
  private static final String OF_LEAD =
      "select " + LeadUpdate.COLUMNS + " from lead_update where lead_id = $1 order by position";
  private static final String INSERT =
      """
      insert into lead_update (id, lead_id, customer_id, kind, next_attempt_at, expires_at,
        document_kind, media_type, file_name, bytes, pieces, fingerprint, status_code)
      values ($1, $2, $3, $4, case when $5 then now() end, now() + $6 * interval '1 ms',
        $7, $8, $9, $10, $11, $12, $13)
      returning \
      """
          + LeadUpdate.COLUMNS;
  private static final String WAKE =
      """
      update lane set next_at = least(next_at, greatest(now(), opens_at)) where customer_id = $1
      """;

  private final Pool pool;
  private final DocumentPieces pieces;
  private final Signer signer;
  private final Event<LeadsArrived> arrivals;
  private final int maxDocuments;
  private final long shelfLifeMillis;

  LeadUpdates(
      Pool pool,
      DocumentPieces pieces,
      Vault vault,
      Event<LeadsArrived> arrivals,
      DocumentConfig documents,
      UpdateConfig updates) {
    this.pool = pool;
    this.pieces = pieces;
    this.signer = vault.signer("document-fingerprint");
    this.arrivals = arrivals;
    this.maxDocuments = documents.maxPerLead();
    this.shelfLifeMillis = updates.shelfLife().toMillis();
  }

  /**
   * Makes the upload a document of the lead; the same bytes again are the document that is there,
   * unless Oplead refused it. Fails with {@code lead-not-forwarded} or {@code too-many-documents},
   * and then nothing stays of the upload; after any other failure it may be the lead's.
   */
  Uni<Taken> add(LeadId lead, Upload upload) {
    return take(lead, (tx, state) -> addDocument(tx, state, upload))
        .onFailure(ProblemException.class)
        .call(() -> pieces.discard(upload.id()));
  }

  /**
   * Asks for the lead to have that status; the last request is the same one while it waits. Fails
   * with {@code lead-not-forwarded}.
   *
   * @param code a status code
   */
  Uni<Taken> setStatus(LeadId lead, String code) {
    return take(lead, (tx, state) -> addStatus(tx, state, code));
  }

  /** Fails as {@link #add} would, before there is anything to add. */
  Uni<Void> requireOpen(LeadId lead) {
    return pool.preparedQuery("select state, erased_at from lead where id = $1")
        .execute(Tuple.of(lead.value()))
        .invoke(rows -> requireOpen(rows.iterator().next()))
        .replaceWithVoid();
  }

  /** In the order in which they were given. */
  Uni<List<LeadUpdate>> of(LeadId lead) {
    return of(pool, lead);
  }

  private static Uni<List<LeadUpdate>> of(SqlClient client, LeadId lead) {
    return client
        .preparedQuery(OF_LEAD)
        .execute(Tuple.of(lead.value()))
        .map(rows -> Batch.list(rows, LeadUpdate::of));
  }

  private Uni<Taken> take(LeadId lead, Taking taking) {
    return pool.withTransaction(
            tx ->
                tx.preparedQuery(LOCK)
                    .execute(Tuple.of(lead.value()))
                    .map(rows -> rows.iterator().next())
                    .invoke(LeadUpdates::requireOpen)
                    .chain(row -> of(tx, lead).map(updates -> new Locked(lead, row, updates)))
                    .chain(locked -> taking.take(tx, locked)))
        .invoke(taken -> arrivals.fire(new LeadsArrived(Set.of(taken.customer()))));
  }

  private Uni<Taken> addDocument(SqlClient tx, Locked lead, Upload upload) {
    List<LeadUpdate> documents = lead.updates.stream().filter(LeadUpdate::isKeptDocument).toList();
    Optional<LeadUpdate> same =
        documents.stream()
            .filter(known -> signer.verifies(known.fingerprint(), upload.sha256()))
            .findFirst();
    if (same.isPresent()) {
      return DocumentPieces.delete(tx, List.of(upload.id()))
          .replaceWith(new Taken(same.get(), lead.customer, true));
    } else if (documents.size() >= maxDocuments) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_DOCUMENTS, "A lead has at most %d.".formatted(maxDocuments));
    }
    return insert(
        tx,
        lead,
        Tuple.of(upload.id().value(), lead.id.value(), lead.customer.value(), "document")
            .addBoolean(lead.isDue())
            .addLong(shelfLifeMillis)
            .addString(upload.kind().wireName())
            .addString(upload.mediaType())
            .addValue(Buffer.buffer(pieces.sealName(upload.id(), upload.fileName())))
            .addLong(upload.bytes())
            .addInteger(upload.pieces())
            .addValue(Buffer.buffer(signer.sign(upload.sha256(), MAC_BYTES)))
            .addString(null));
  }

  private Uni<Taken> addStatus(SqlClient tx, Locked lead, String code) {
    Optional<LeadUpdate> last =
        lead.updates.stream().filter(LeadUpdate::isStatus).reduce((first, second) -> second);
    if (last.filter(known -> known.isOpen() && known.statusCode().equals(code)).isPresent()) {
      return Uni.createFrom().item(new Taken(last.get(), lead.customer, true));
    }
    return insert(
        tx,
        lead,
        Tuple.of(UpdateId.next().value(), lead.id.value(), lead.customer.value(), "status")
            .addBoolean(lead.isDue())
            .addLong(shelfLifeMillis)
            .addString(null)
            .addString(null)
            .addValue(null)
            .addLong(null)
            .addInteger(null)
            .addValue(null)
            .addString(code));
  }

  private static Uni<Taken> insert(SqlClient tx, Locked lead, Tuple row) {
    return tx.preparedQuery(INSERT)
        .execute(row)
        .map(rows -> LeadUpdate.of(rows.iterator().next()))
        .call(update -> lead.isDue() ? wake(tx, lead.customer) : Uni.createFrom().voidItem())
        .map(update -> new Taken(update, lead.customer, false));
  }

  private static Uni<Void> wake(SqlClient tx, CustomerId lane) {
    return tx.preparedQuery(WAKE).execute(Tuple.of(lane.value())).replaceWithVoid();
  }

  private static void requireOpen(Row lead) {
    LeadState state = LeadState.ofWireName(lead.getString("state"));
    if (state == LeadState.REJECTED || state == LeadState.EXPIRED) {
      throw new ProblemException(
          ErrorCode.LEAD_NOT_FORWARDED, "The lead is %s.".formatted(state.wireName()));
    } else if (lead.getOffsetDateTime("erased_at") != null) {
      throw new ProblemException(ErrorCode.LEAD_NOT_FORWARDED, "The lead was erased.");
    }
  }

  /**
   * What was taken.
   *
   * @param replayed whether it had been taken before
   */
  record Taken(LeadUpdate update, CustomerId customer, boolean replayed) {}

  private interface Taking {
    Uni<Taken> take(SqlClient tx, Locked lead);
  }

  /** A lead under its lock, with what is to be done to it. */
  private static final class Locked {
    private final LeadId id;
    private final CustomerId customer;
    private final boolean known;
    private final List<LeadUpdate> updates;

    Locked(LeadId id, Row lead, List<LeadUpdate> updates) {
      this.id = id;
      this.customer = new CustomerId(lead.getUUID("customer_id"));
      this.known = lead.getString("oplead_id") != null;
      this.updates = updates;
    }

    /** Whether the next update is due at once. */
    boolean isDue() {
      return known && updates.stream().noneMatch(LeadUpdate::isOpen);
    }
  }
}
