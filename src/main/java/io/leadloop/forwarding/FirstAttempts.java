package io.leadloop.forwarding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.leadloop.customer.CustomerId;
import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.SlotId;
import io.leadloop.lane.dispatch.HeldRoom;
import io.leadloop.lane.dispatch.LaneDispatcher;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Attempts of leads that need not wait in the queue: the statement that inserts a lead claims it,
 * too, if its lane is open and idle and this replica has room. Where most lanes have quota left,
 * that is most leads, and each costs one statement less.
 */
@ApplicationScoped
public class FirstAttempts {
  /** What {@link #begin} reads of the customer as {@code c} and of the provider as {@code p}. */
  public static final String COLUMNS = OpleadAccounts.COLUMNS + ", p.name as provider_name";

  private final LaneDispatcher lanes;
  private final LeadAttempts attempts;
  private final long leaseMillis;

  FirstAttempts(LaneDispatcher lanes, LeadAttempts attempts, CallConfig config) {
    this.lanes = lanes;
    this.attempts = attempts;
    this.leaseMillis = config.lease().toMillis();
  }

  /**
   * Holds room for the first attempts of leads.
   *
   * @param lanesOfLeads one entry per lead
   */
  public HeldRoom hold(Collection<CustomerId> lanesOfLeads) {
    return lanes.hold(lanesOfLeads.stream().collect(groupingBy(l -> l, summingInt(l -> 1))));
  }

  /** Adds the held lanes, the room in each, and the lease in milliseconds to the parameters. */
  public <T> Batch<T> parameters(Batch<T> parameters, HeldRoom room) {
    UUID[] held = room.lanes().keySet().stream().map(CustomerId::value).toArray(UUID[]::new);
    Integer[] rooms = room.lanes().values().toArray(Integer[]::new);
    return parameters.value(held).value(rooms).value(leaseMillis);
  }

  /** Sends what was claimed, and gives the rest of the room back. */
  public void begin(HeldRoom room, List<NewLead> claimed) {
    room.begin(claimed.stream().map(FirstAttempts::claimed).map(attempts::of));
  }

  private static ClaimedLead claimed(NewLead lead) {
    return new ClaimedLead(
        lead.id,
        new SlotId(lead.id.value(), 1, lead.claimedAt),
        1,
        0,
        ClaimedLead.Purpose.SEND,
        OpleadAccounts.kept(lead.row),
        new ClaimedLead.Sender(lead.row.getString("provider_name"), lead.reference),
        lead.test,
        lead.sealedDocument);
  }

  /**
   * A lead that was claimed when it was inserted.
   *
   * @param claimedAt by the database's clock
   * @param row has the {@link #COLUMNS}
   * @param reference the provider's own id for the lead
   * @param test whether Oplead is to take it in its test mode
   * @param sealedDocument as in the lead's row
   */
  public record NewLead(
      LeadId id,
      Instant claimedAt,
      Row row,
      Optional<String> reference,
      boolean test,
      byte[] sealedDocument) {}
}
