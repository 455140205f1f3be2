package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.customer.KeptAccount;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneWork;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.OpleadClient;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leads as the lane's tests carry them, without the gateway around them. */
public final class TestLeadWork {
  private TestLeadWork() {}

  /** The attempts can be settled and not sent. */
  public static LaneWork in(Pool pool, OpleadClient oplead, SmallRyeConfig config) {
    return new LeadWork(
        attempts(pool, oplead, config),
        oplead,
        config.getConfigMapping(LaneConfig.class),
        config.getConfigMapping(CallConfig.class));
  }

  /** First attempts of leads of one customer that were claimed when they were inserted. */
  public static Function<UUID, Attempt> claimedAtOnce(
      Pool pool, OpleadClient oplead, SmallRyeConfig config, CustomerId customer) {
    LeadAttempts attempts = attempts(pool, oplead, config);
    KeptAccount account =
        new KeptAccount(
            customer, "c", Optional.empty(), Optional.of(new byte[0]), AccountWire.AS_CONFIGURED);
    return lead ->
        attempts.of(
            new ClaimedLead(
                new LeadId(lead),
                new SlotId(lead, 1, Instant.now()),
                1,
                0,
                ClaimedLead.Purpose.SEND,
                account,
                new ClaimedLead.Sender("p", Optional.empty()),
                false,
                new byte[0]));
  }

  private static LeadAttempts attempts(Pool pool, OpleadClient oplead, SmallRyeConfig config) {
    LaneConfig lane = config.getConfigMapping(LaneConfig.class);
    CallConfig calls = config.getConfigMapping(CallConfig.class);
    LeadSettlements settlements =
        new LeadSettlements(pool, null, new Outbox(pool), Clock.systemUTC(), lane, calls);
    return new LeadAttempts(
        null, settlements, oplead, calls, config.getConfigMapping(ForwardingConfig.class));
  }
}
