package io.leadloop.update.request;

import io.leadloop.customer.CustomerId;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.WorkArrived;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.leadloop.update.UpdateConfig;
import io.leadloop.update.UpdateId;
import io.leadloop.update.document.DocumentChunks;
import io.leadloop.update.document.DocumentConfig;
import io.leadloop.update.document.Upload;
import io.leadloop.update.request.LeadUpdate.Document;
import io.leadloop.update.request.LeadUpdate.Status;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes what a provider wants done to a lead: under the lead's lock, so that the same document is
 * taken once, and so that it is due exactly if Oplead has the lead and nothing of it goes before.
 * What that reads is bounded, however many updates the lead had.
 */
@ApplicationScoped
public class LeadUpdates {
  private static final int MAC_BYTES = 32;
  private static final Duration COME_BACK_AFTER = Duration.ofMinutes(1);
  private static final String LOCK = "select lock_progress(array[$1::uuid])";
  private static final String STATE =
      """
      select p.customer_id, coalesce(p.state, 'queued') as state, p.oplead_id, p.erased_at,
        c.form_name
      from lead_progress p join customer c on c.id = p.customer_id where p.lead_id = $1
      """;
  private static final String OPEN_STATE =
      """
      select l.state, l.erased_at, c.form_name from lead_view l join customer c on c.id = l.customer_id
      where l.id = $1
      """;
  private static final String SELECT =
      "select " + LeadUpdate.COLUMNS + " from lead_update where lead_id = $1 and ";
  private static final String DOCUMENTS = SELECT + "kind = 'document' order by position";

  /** Each of these two is read by a partial index, which holds few rows of a lead. */
  static final String OPEN = SELECT + "state in ('queued', 'sending') order by position";

  static final String KEPT_DOCUMENTS = SELECT + "kind = 'document' and state <> 'refused'";

  /** No row where the lead has as many as it may. */
  static final String INSERT =
      """
      with last as (
        select number from lead_update where lead_id = $2 order by position desc limit 1
      )
      insert into lead_update (id, lead_id, customer_id, kind, next_attempt_at, expires_at,
        document_kind, media_type, file_name, bytes, pieces, fingerprint, status_code, number)
      select $1::uuid, $2::uuid, $3::uuid, $4::text, case when $5 then now() end,
        now() + $6 * interval '1 ms', $7::text, $8::text, $9::bytea, $10::bigint, $11::integer,
        $12::bytea, $13::text, coalesce((select number from last), 0) + 1
      where coalesce((select number from last), 0) < $14
      returning \
      """
          + LeadUpdate.COLUMNS;

  private static final String WAKE = "select wake_lanes(array[$1::uuid])";

  private final Pool pool;
  private final ReadPool reads;
  private final DocumentChunks pieces;
  private final Signer signer;
  private final Event<WorkArrived> arrivals;
  private final int maxDocuments;
  private final int maxUpdates;
  private final int maxWaitingStatuses;
  private final long shelfLifeMillis;

  LeadUpdates(
      Pool pool,
      ReadPool reads,
      DocumentChunks pieces,
      Vault vault,
      Event<WorkArrived> arrivals,
      DocumentConfig documents,
      UpdateConfig updates) {
    this.pool = pool;
    this.reads = reads;
    this.pieces = pieces;
    this.signer = vault.signer("document-fingerprint");
    this.arrivals = arrivals;
    this.maxDocuments = documents.maxPerLead();
    this.maxUpdates = updates.maxPerLead();
    this.maxWaitingStatuses = updates.maxWaitingStatuses();
    this.shelfLifeMillis = updates.shelfLife().toMillis();
  }

  /**
   * Makes the upload a document of the lead; the same bytes again are the document that is there,
   * unless Oplead refused it. Fails with {@code lead-not-forwarded}, {@code not-by-form}, {@code
   * too-many-documents} or {@code too-many-updates}, and then nothing stays of the upload; after
   * any other failure it may be the lead's.
   */
  Uni<QueuedUpdate<Document>> add(LeadId lead, Upload upload) {
    return take(lead, (tx, state) -> addDocument(tx, state, upload))
        .onFailure(ProblemException.class)
        .call(() -> pieces.discard(upload.id()));
  }

  /** Makes the upload a document of the lead; fails as {@link #add}. */
  public Uni<Void> attach(LeadId lead, Upload upload) {
    return add(lead, upload).replaceWithVoid();
  }

  /**
   * Asks for the lead to have that status; the last request is the same one while it waits. Fails
   * with {@code lead-not-forwarded}, with {@code rate-limited} where too many wait, and with {@code
   * too-many-updates}.
   *
   * @param code a status code
   */
  Uni<QueuedUpdate<Status>> setStatus(LeadId lead, String code) {
    return take(lead, (tx, state) -> addStatus(tx, state, code));
  }

  /** Fails as {@link #add} would, before there is anything to add. */
  Uni<Void> requireOpen(LeadId lead) {
    return pool.preparedQuery(OPEN_STATE)
        .execute(Tuple.of(lead.value()))
        .invoke(rows -> requireOpen(rows.iterator().next()))
        .replaceWithVoid();
  }

  /** In the order in which they were given. */
  Uni<List<Document>> documents(LeadId lead) {
    return documents(reads.get(), DOCUMENTS, lead);
  }

  private static Uni<List<Document>> documents(SqlClient client, String sql, LeadId lead) {
    return list(client, sql, lead).map(rows -> rows.stream().map(Document::of).toList());
  }

  private static Uni<List<Row>> list(SqlClient client, String sql, LeadId lead) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(lead.value()))
        .map(rows -> Batch.list(rows, row -> row));
  }

  private <T extends LeadUpdate> Uni<QueuedUpdate<T>> take(LeadId lead, Taking<T> taking) {
    return pool.withTransaction(
            tx ->
                tx.preparedQuery(LOCK)
                    .execute(Tuple.of(lead.value()))
                    .chain(() -> tx.preparedQuery(STATE).execute(Tuple.of(lead.value())))
                    .map(rows -> rows.iterator().next())
                    .invoke(LeadUpdates::requireOpen)
                    .chain(row -> list(tx, OPEN, lead).map(open -> new Locked(lead, row, open)))
                    .chain(locked -> taking.take(tx, locked)))
        .invoke(taken -> arrivals.fire(new WorkArrived(Set.of(taken.customer()))));
  }

  private Uni<QueuedUpdate<Document>> addDocument(SqlClient tx, Locked lead, Upload upload) {
    return documents(tx, KEPT_DOCUMENTS, lead.id)
        .chain(documents -> addDocument(tx, lead, documents, upload));
  }

  private Uni<QueuedUpdate<Document>> addDocument(
      SqlClient tx, Locked lead, List<Document> documents, Upload upload) {
    Optional<Document> same =
        documents.stream()
            .filter(known -> signer.verifies(known.fingerprint(), upload.sha256()))
            .findFirst();
    if (same.isPresent()) {
      return DocumentChunks.delete(tx, List.of(upload.id()))
          .replaceWith(new QueuedUpdate<>(same.get(), lead.customer, true));
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
            .addString(null),
        Document::of);
  }

  private Uni<QueuedUpdate<Status>> addStatus(SqlClient tx, Locked lead, String code) {
    List<Status> waiting = lead.waitingStatuses();
    if (!waiting.isEmpty() && waiting.get(waiting.size() - 1).code().equals(code)) {
      Status last = waiting.get(waiting.size() - 1);
      return Uni.createFrom().item(new QueuedUpdate<>(last, lead.customer, true));
    } else if (waiting.size() >= maxWaitingStatuses) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED,
          "At most %d status requests of one lead may wait.".formatted(maxWaitingStatuses),
          COME_BACK_AFTER);
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
            .addString(code),
        Status::of);
  }

  private <T extends LeadUpdate> Uni<QueuedUpdate<T>> insert(
      SqlClient tx, Locked lead, Tuple row, Function<Row, T> reading) {
    return tx.preparedQuery(INSERT)
        .execute(row.addInteger(maxUpdates))
        .map(rows -> Batch.list(rows, reading).stream().findFirst())
        .map(inserted -> inserted.orElseThrow(this::tooMany))
        .call(update -> lead.isDue() ? wake(tx, lead.customer) : Uni.createFrom().voidItem())
        .map(update -> new QueuedUpdate<>(update, lead.customer, false));
  }

  private ProblemException tooMany() {
    return new ProblemException(
        ErrorCode.TOO_MANY_UPDATES,
        "A lead has at most %d documents and status requests in all.".formatted(maxUpdates));
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
    } else if (lead.getString("form_name") != null) {
      throw new ProblemException(
          ErrorCode.NOT_BY_FORM,
          "The customer's Oplead is reached by its form import, which takes no documents and no"
              + " statuses.");
    }
  }

  /**
   * What was taken.
   *
   * @param replayed whether it had been taken before
   */
  record QueuedUpdate<T extends LeadUpdate>(T update, CustomerId customer, boolean replayed) {}

  private interface Taking<T extends LeadUpdate> {
    Uni<QueuedUpdate<T>> take(SqlClient tx, Locked lead);
  }

  /** A lead under its lock, with what waits to be done to it. */
  private static final class Locked {
    private final LeadId id;
    private final CustomerId customer;
    private final boolean known;
    private final List<Row> open;

    Locked(LeadId id, Row lead, List<Row> open) {
      this.id = id;
      this.customer = new CustomerId(lead.getUUID("customer_id"));
      this.known = lead.getString("oplead_id") != null;
      this.open = open;
    }

    /** In the order in which they were given. */
    List<Status> waitingStatuses() {
      return open.stream()
          .filter(row -> row.getString("status_code") != null)
          .map(Status::of)
          .toList();
    }

    /** Whether the next update is due at once. */
    boolean isDue() {
      return known && open.isEmpty();
    }
  }
}
