package io.leadloop.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down who changed what, in the transaction of the change. */
@ApplicationScoped
public class Audit implements PanacheRepositoryBase<AuditEntry, Long> {
  private static final String RECORD =
      """
      insert into audit_entry (actor, address, action, subject, before, after)
      values ($1, $2, $3, $4, $5, $6)
      """;

  private final Caller caller;
  private final ObjectMapper json;

  Audit(Caller caller, ObjectMapper json) {
    this.caller = caller;
    this.json = json;
  }

  /**
   * One entry of the current caller's; it is there if and only if the change is.
   *
   * @param action for example {@code customer.create}
   * @param subject for example {@code customers/cuisines-durand}
   * @param before what an administrator sees of the subject, so no secret; null where it was not
   *     there
   * @param after the same afterwards
   */
  @WithTransaction
  public Uni<Void> record(String action, String subject, Object before, Object after) {
    return persist(
            new AuditEntry(
                caller.actor(), caller.address(), action, subject, text(before), text(after)))
        .replaceWithVoid();
  }

  /** The same in a transaction that is open on that connection. */
  public Uni<Void> record(
      SqlClient tx, String action, String subject, Object before, Object after) {
    return tx.preparedQuery(RECORD)
        .execute(
            Tuple.of(caller.actor(), caller.address(), action, subject, text(before), text(after)))
        .replaceWithVoid();
  }

  /** The next entries after a position, oldest first. */
  @WithSession
  public Uni<List<AuditEntry>> after(long position, int limit) {
    return find("position > ?1 order by position", position).range(0, limit - 1).list();
  }

  private String text(Object view) {
    try {
      return view == null ? null : json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view can be written", e);
    }
  }
}
