package io.leadloop.access.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Caller;
import io.leadloop.store.Batch;
import io.leadloop.store.CommitCursor;
import io.leadloop.store.ReadPool;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Records changes by administrators in the transaction of the change, and reads them in that order.
 * {@link AuditSearch} finds single ones.
 */
@ApplicationScoped
public class Audit {
  private static final String RECORD =
      """
      insert into audit_entry (actor, address, action, subject, before, after)
      values ($1, $2, $3, $4, $5, $6)
      """;

  static final String AFTER =
      """
      select transaction::text as number, position, time, actor, address, action, subject,
        before, after
      from audit_entry
      where (transaction, position) > ($1::text::xid8, $2)
        and transaction < oldest_in_flight()
      order by transaction, position limit $3
      """;

  private final Caller caller;
  private final ReadPool reads;
  private final ObjectMapper json;

  Audit(Caller caller, ReadPool reads, ObjectMapper json) {
    this.caller = caller;
    this.reads = reads;
    this.json = json;
  }

  /**
   * Adds an entry for the current caller, committed together with the change.
   *
   * @param action for example {@code customer.create}
   * @param subject for example {@code customers/cuisines-durand}
   * @param before the administrator's view of the subject, without secrets; null if it did not
   *     exist
   * @param after the same afterwards
   */
  @WithTransaction
  public Uni<Void> record(String action, String subject, Object before, Object after) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RECORD.replace('$', '?'))
                    .setParameter(1, caller.actor())
                    .setParameter(2, caller.address())
                    .setParameter(3, action)
                    .setParameter(4, subject)
                    .setParameter(5, text(before))
                    .setParameter(6, text(after))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Adds an entry in the connection's current transaction. */
  public Uni<Void> record(
      SqlClient tx, String action, String subject, Object before, Object after) {
    return tx.preparedQuery(RECORD)
        .execute(
            Tuple.of(caller.actor(), caller.address(), action, subject, text(before), text(after)))
        .replaceWithVoid();
  }

  /**
   * The same for somebody who is signing in or has just signed out.
   *
   * @param actor as {@link Caller#actor}
   */
  public Uni<Void> recordAs(String actor, SqlClient tx, String action, String subject) {
    return tx.preparedQuery(RECORD)
        .execute(Tuple.of(actor, caller.address(), action, subject, null, null))
        .replaceWithVoid();
  }

  /** The current caller. */
  public AuditAuthor author() {
    return new AuditAuthor(caller.actor(), caller.address());
  }

  /** Adds an entry for work that goes on after its author's request. */
  public Uni<Void> recordAs(
      AuditAuthor author, SqlClient tx, String action, String subject, Object after) {
    return tx.preparedQuery(RECORD)
        .execute(Tuple.of(author.actor(), author.address(), action, subject, null, text(after)))
        .replaceWithVoid();
  }

  /**
   * The next entries after a cursor, oldest first. Stops at the oldest transaction in flight, so
   * that no entry appears later at an earlier position. Who may only read sees addresses as {@link
   * AddressMask} leaves them.
   */
  public Uni<List<AuditEntry>> after(CommitCursor cursor, int limit) {
    boolean isWhole = caller.mayChange();
    return reads
        .get()
        .preparedQuery(AFTER)
        .execute(Tuple.of(Long.toString(cursor.transaction()), cursor.position(), limit))
        .map(rows -> Batch.list(rows, AuditEntry::of))
        .map(found -> isWhole ? found : found.stream().map(AuditEntry::masked).toList());
  }

  private String text(Object view) {
    try {
      return view == null ? null : json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot serialize an audit view", e);
    }
  }
}
