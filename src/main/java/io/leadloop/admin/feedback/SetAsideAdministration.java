package io.leadloop.admin.feedback;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.letter.SetAside;
import io.leadloop.feedback.letter.SetAsideFeedback;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Lists feedback that was set aside, has it tried again, and discards it; each change is audited. A
 * call that concerns many of them is bounded, and returns where the next one goes on.
 */
@ApplicationScoped
public class SetAsideAdministration {
  private static final String SUBJECT = "feedback/dead-letters";

  private final SetAsideFeedback feedback;
  private final Audit audit;
  private final Pool pool;

  SetAsideAdministration(SetAsideFeedback feedback, Audit audit, Pool pool) {
    this.feedback = feedback;
    this.audit = audit;
    this.pool = pool;
  }

  /**
   * The newest first.
   *
   * @param source empty for all
   */
  public Uni<Page<SetAsideView>> list(
      Optional<SetAsideSource> source, Optional<UUID> after, int limit) {
    return page(source, after, limit)
        .map(page -> new Page<>(page.items().stream().map(SetAsideView::of).toList(), page.next()));
  }

  private Uni<Page<SetAside>> page(
      Optional<SetAsideSource> source, Optional<UUID> after, int limit) {
    return feedback
        .list(source, after, limit + 1)
        .map(found -> Page.of(found, limit, last -> last.id().toString()));
  }

  /** Has one tried again. Fails with {@code not-found} where it is gone or cannot be. */
  public Uni<Void> retry(UUID id) {
    return one(id, "feedback.retry", feedback::retry);
  }

  /**
   * Discards one. Fails with {@code not-found}, and with {@code invalid-body} where it is not
   * confirmed.
   */
  public Uni<Void> discard(UUID id, Confirmation typed) {
    requireConfirmed(typed.confirm(), id.toString(), "must be the id of the dead letter");
    return one(id, "feedback.discard", feedback::discard);
  }

  private Uni<Void> one(
      UUID id, String action, BiFunction<SqlClient, List<SetAside>, Uni<Integer>> change) {
    return feedback
        .find(id)
        .map(found -> found.orElseThrow(SetAsideAdministration::notFound))
        .chain(
            letter ->
                pool.withTransaction(
                    tx ->
                        change
                            .apply(tx, List.of(letter))
                            .invoke(
                                moved -> {
                                  if (moved == 0) {
                                    throw notFound();
                                  }
                                })
                            .chain(
                                () ->
                                    audit.record(
                                        tx,
                                        action,
                                        SUBJECT + "/" + id,
                                        SetAsideView.of(letter),
                                        null))));
  }

  /** Has the selected ones tried again; those that cannot be stay. */
  public Uni<Moved> retry(Selection selection) {
    return many(selection, "feedback.retry", feedback::retry);
  }

  /** Discards the selected ones. Fails with {@code invalid-body} where that is not confirmed. */
  public Uni<Moved> discard(Selection selection) {
    requireConfirmed(
        selection.confirm(),
        selection.confirmation(),
        "must be " + selection.confirmation() + " to discard them");
    return many(selection, "feedback.discard", feedback::discard);
  }

  private Uni<Moved> many(
      Selection selection,
      String action,
      BiFunction<SqlClient, List<SetAside>, Uni<Integer>> change) {
    return page(
            Optional.ofNullable(selection.source()).flatMap(SetAsideSource::ofWireName),
            Optional.ofNullable(selection.after()).map(Ids::cursor),
            selection.size())
        .chain(
            page ->
                pool.withTransaction(tx -> change(tx, page.items(), action, change))
                    .map(moved -> new Moved(moved, page.next())));
  }

  private Uni<Integer> change(
      SqlClient tx,
      List<SetAside> letters,
      String action,
      BiFunction<SqlClient, List<SetAside>, Uni<Integer>> change) {
    return change
        .apply(tx, letters)
        .call(
            moved ->
                moved == 0
                    ? Uni.createFrom().voidItem()
                    : audit.record(tx, action, SUBJECT, Map.of("letters", moved), null));
  }

  private static void requireConfirmed(String typed, String wanted, String detail) {
    if (!wanted.equals(typed)) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_BODY, List.of(new FieldError("/confirm", detail)));
    }
  }

  private static ProblemException notFound() {
    return Problems.notFound("dead letter, or none that can be tried again");
  }
}
