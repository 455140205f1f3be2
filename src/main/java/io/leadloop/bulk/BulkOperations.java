package io.leadloop.bulk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Starts, shows and cancels operations; to start and to end one is audited. */
@ApplicationScoped
public class BulkOperations {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final UUID NEWEST = new UUID(-1, -1);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final BulkPlanner planner;
  private final BulkRepository operations;
  private final BulkConfig config;
  private final Audit audit;
  private final Pool pool;

  BulkOperations(
      BulkPlanner planner, BulkRepository operations, BulkConfig config, Audit audit, Pool pool) {
    this.planner = planner;
    this.operations = operations;
    this.config = config;
    this.audit = audit;
    this.pool = pool;
  }

  /** What {@link #start} would do; fails with {@code invalid-body}. */
  public Uni<BulkPlan> plan(BulkAction action, BulkFilter filter) {
    return planner.plan(action, filter);
  }

  /**
   * Starts an operation, which a replica then runs. Fails with {@code invalid-body}, and with
   * {@code rate-limited} while too many run.
   */
  public Uni<BulkOperation> start(BulkAction action, BulkFilter filter) {
    return planner.plan(action, filter).chain(plan -> pool.withTransaction(tx -> start(tx, plan)));
  }

  private Uni<BulkOperation> start(SqlClient tx, BulkPlan plan) {
    return operations
        .running(tx, config.mostRunning())
        .invoke(this::requireRoom)
        .chain(() -> operations.insert(tx, IDS.generate(), plan, audit.author()))
        .call(started -> audit.record(tx, "bulk.start", subject(started.id()), null, started));
  }

  private void requireRoom(long running) {
    if (running >= config.mostRunning()) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED,
          "%d operations are running: wait for one of them, or cancel it.".formatted(running),
          RETRY_AFTER);
    }
  }

  /** Fails with {@code not-found}. */
  public Uni<BulkOperation> show(UUID id) {
    return operations.find(id).map(found -> found.orElseThrow(BulkOperations::notFound));
  }

  /**
   * Newest first.
   *
   * @param before the cursor; empty for the newest
   */
  public Uni<Page<BulkOperation>> list(Optional<UUID> before, int limit) {
    return operations
        .list(before.orElse(NEWEST), limit + 1)
        .map(found -> Page.of(found, limit, last -> last.id().toString()));
  }

  /**
   * Ends an operation after its current step; leads that were changed stay so. One that has ended
   * is returned as it is. Fails with {@code not-found}.
   */
  public Uni<BulkOperation> cancel(UUID id) {
    return show(id)
        .chain(before -> pool.withTransaction(tx -> cancel(tx, before)))
        .chain(ended -> ended.map(Uni.createFrom()::item).orElseGet(() -> show(id)));
  }

  private Uni<Optional<BulkOperation>> cancel(SqlClient tx, BulkOperation before) {
    return operations
        .cancel(tx, before.id(), audit.author().actor())
        .call(
            ended ->
                ended
                    .map(now -> audit.record(tx, "bulk.cancel", subject(now.id()), before, now))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  static String subject(UUID id) {
    return "bulk-operations/" + id;
  }

  private static ProblemException notFound() {
    return Problems.notFound("operation");
  }
}
