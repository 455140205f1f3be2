package io.leadloop.forwarding;

import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneWork;
import io.leadloop.oplead.OpleadClient;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;

/** Leads as the lane's tests carry them, without the gateway around them. */
public final class TestLeadWork {
  public static final String CLAIM = LeadWork.CLAIM;
  public static final String DUE = LeadWork.DUE;

  private TestLeadWork() {}

  /** The attempts can be settled and not sent. */
  public static LaneWork in(Pool pool, OpleadClient oplead, SmallRyeConfig config) {
    LaneConfig lane = config.getConfigMapping(LaneConfig.class);
    CallConfig calls = config.getConfigMapping(CallConfig.class);
    LeadSettlements settlements = new LeadSettlements(pool, null, Clock.systemUTC(), lane, calls);
    LeadAttempts attempts =
        new LeadAttempts(
            null, settlements, oplead, calls, config.getConfigMapping(ForwardingConfig.class));
    return new LeadWork(attempts, oplead, lane, calls);
  }
}
