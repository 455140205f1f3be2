package io.leadloop.bulk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.access.audit.Audit;
import io.leadloop.forwarding.LeadRequeue;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadIds;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.Leads;
import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Runs operations, step by step. A step changes the next few hundred leads in the order of their
 * ids, and is one transaction that holds the operation's row, so that no other replica does the
 * same one, and none is lost or done twice when a replica dies. An operation whose step fails is
 * put off for a while, so that it keeps no other waiting.
 */
@ApplicationScoped
class BulkTask {
  private static final Logger LOG = Logger.getLogger(BulkTask.class);
  private static final Duration FORGET_INTERVAL = Duration.ofHours(1);
  private static final Duration PUT_OFF_FOR = Duration.ofMinutes(1);

  private final BulkRepository operations;
  private final BulkCandidates candidates;
  private final Leads leads;
  private final LeadRequeue requeue;
  private final Audit audit;
  private final BulkConfig config;
  private final Pool pool;

  /** Whose last step failed. */
  private final Cache<UUID, Boolean> putOff =
      Caffeine.newBuilder().expireAfterWrite(PUT_OFF_FOR).build();

  BulkTask(
      BulkRepository operations,
      BulkCandidates candidates,
      Leads leads,
      LeadRequeue requeue,
      Audit audit,
      BulkConfig config,
      Pool pool) {
    this.operations = operations;
    this.candidates = candidates;
    this.leads = leads;
    this.requeue = requeue;
    this.audit = audit;
    this.config = config;
    this.pool = pool;
  }

  @Produces
  PeriodicTask run() {
    return new PeriodicTask("bulk operations", this::round, config.interval());
  }

  @Produces
  PeriodicTask forget() {
    return new PeriodicTask(
        "forget bulk operations",
        () -> operations.forget(pool, config.retention()).replaceWith(FORGET_INTERVAL),
        FORGET_INTERVAL);
  }

  /** One step; the next is due at once while there is something to do. */
  Uni<Duration> round() {
    return operations
        .running(pool, 1)
        .chain(
            running ->
                running > 0 ? pool.withTransaction(this::step) : Uni.createFrom().item(false))
        .map(ran -> ran ? Duration.ZERO : config.interval());
  }

  private Uni<Boolean> step(SqlClient tx) {
    return operations
        .next(tx, putOff.asMap().keySet())
        .chain(
            found ->
                found
                    .map(running -> attempt(tx, running).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Uni<Void> attempt(SqlClient tx, RunningOperation running) {
    UUID id = running.operation().id();
    return step(tx, running)
        .invoke(() -> putOff.invalidate(id))
        .onFailure()
        .invoke(() -> putOff.put(id, true));
  }

  private Uni<Void> step(SqlClient tx, RunningOperation running) {
    BulkOperation operation = running.operation();
    BulkFilter filter = operation.filter();
    Set<LeadState> states = filter.states(operation.action());
    return leads
        .idsInStates(
            filter.slug(),
            filter.leads().from(running.walkedTo().map(LeadId::new)),
            states,
            config.leadsAtOnce())
        .chain(
            page ->
                change(tx, operation.action(), page, states)
                    .chain(changed -> advance(tx, running, page, changed)));
  }

  private Uni<Integer> change(
      SqlClient tx, BulkAction action, LeadIds page, Set<LeadState> states) {
    return candidates
        .of(tx, page.ids(), states)
        .chain(
            found ->
                found.leads().isEmpty()
                    ? Uni.createFrom().item(0)
                    : requeue
                        .retryAll(tx, found.leads(), states, action.isRetry())
                        .map(List::size));
  }

  private Uni<Void> advance(SqlClient tx, RunningOperation running, LeadIds page, int changed) {
    return operations
        .advance(
            tx,
            running.operation().id(),
            changed,
            (long) page.ids().size() - changed,
            page.next().map(LeadId::value))
        .chain(now -> now.isRunning() ? Uni.createFrom().voidItem() : end(tx, running, now));
  }

  private Uni<Void> end(SqlClient tx, RunningOperation running, BulkOperation ended) {
    LOG.infof(
        "bulk operation ended operation=%s action=%s done=%d skipped=%d",
        ended.id(), ended.action().wireName(), ended.done(), ended.skipped());
    return audit.recordAs(
        running.author(), tx, "bulk.end", BulkOperations.subject(ended.id()), ended);
  }
}
