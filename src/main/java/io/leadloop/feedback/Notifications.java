package io.leadloop.feedback;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.CallbackReader;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes what Oplead tells of all of a customer's leads, and keeps what concerns those that went
 * through this gateway: Oplead's identifier tells which. Whatever else comes is counted ({@code
 * leadloop.notifications}, by {@code kind} and {@code outcome}) and dropped unread, since other
 * people's leads are none of a provider's business.
 */
@ApplicationScoped
public class Notifications {
  private static final int LONGEST_ID = 100;

  /** Oplead tells that a lead is new, perhaps, before its answer was written down here. */
  private static final int LOOKS = 6;

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

  private static final String OURS =
      "select id from lead where customer_id = $1 and oplead_id = $2";
  private static final String IS_SENDING =
      """
      select exists (select from lead where state = 'forwarding' and customer_id = $1) as sending
      """;

  private final Pool pool;
  private final CallbackReader reader;
  private final Callbacks callbacks;
  private final MeterRegistry metrics;

  Notifications(Pool pool, CallbackReader reader, Callbacks callbacks, MeterRegistry metrics) {
    this.pool = pool;
    this.reader = reader;
    this.callbacks = callbacks;
    this.metrics = metrics;
  }

  /**
   * Completes when what concerns a lead of ours is durable, or nothing does; fails when that cannot
   * be found out, or stored, now.
   *
   * @param contentType as given, or null
   * @param body whatever Oplead sent
   */
  public Uni<Void> take(SubscriptionToken token, String contentType, byte[] body) {
    Optional<String> lead =
        reader.leadId(contentType, body).filter(id -> id.length() <= LONGEST_ID);
    if (lead.isEmpty()) {
      count(token, "unreadable");
      return Uni.createFrom().voidItem();
    }
    return find(token.customer(), lead.get(), 1)
        .invoke(leads -> count(token, leads.isEmpty() ? "foreign" : "matched"))
        .chain(leads -> keep(leads, token, contentType, body));
  }

  private Uni<List<LeadId>> find(CustomerId customer, String opleadId, int look) {
    return pool.preparedQuery(OURS)
        .execute(Tuple.of(customer.value(), opleadId))
        .map(rows -> Batch.list(rows, row -> new LeadId(row.getUUID("id"))))
        .chain(
            leads ->
                !leads.isEmpty() || look == LOOKS
                    ? Uni.createFrom().item(leads)
                    : isSending(customer)
                        .chain(
                            sending ->
                                sending
                                    ? later(() -> find(customer, opleadId, look + 1))
                                    : Uni.createFrom().item(leads)));
  }

  private Uni<Boolean> isSending(CustomerId customer) {
    return pool.preparedQuery(IS_SENDING)
        .execute(Tuple.of(customer.value()))
        .map(rows -> rows.iterator().next().getBoolean("sending"));
  }

  private static <T> Uni<T> later(Supplier<Uni<? extends T>> look) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN_AFTER).chain(look);
  }

  private Uni<Void> keep(
      List<LeadId> leads, SubscriptionToken token, String contentType, byte[] body) {
    return leads.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(
                leads.stream()
                    .map(lead -> callbacks.take(lead, token.kind(), contentType, body))
                    .toList())
            .andFailFast()
            .replaceWithVoid();
  }

  private void count(SubscriptionToken token, String outcome) {
    Counter.builder("leadloop.notifications")
        .description("Reports of Oplead that the gateway is subscribed to")
        .tags("kind", token.kind().wireName(), "outcome", outcome)
        .register(metrics)
        .increment();
  }
}
