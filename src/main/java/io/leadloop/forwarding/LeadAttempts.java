package io.leadloop.forwarding;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.CallKind;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes attempts of claimed leads. */
@ApplicationScoped
class LeadAttempts {
  private static final Logger LOG = Logger.getLogger(LeadAttempts.class);

  private final LeadDelivery delivery;
  private final LeadSettlements settlements;
  private final ResendPolicy resends;

  LeadAttempts(
      LeadDelivery delivery,
      LeadSettlements settlements,
      OpleadClient oplead,
      CallConfig config,
      ForwardingConfig forwarding) {
    this.delivery = delivery;
    this.settlements = settlements;
    this.resends =
        new ResendPolicy(
            config,
            forwarding.uncertainResends(),
            new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble()),
            oplead.canLookUp());
  }

  Attempt of(ClaimedLead lead) {
    return new LeadAttempt(lead);
  }

  private RetryDecision decide(ClaimedLead lead, OpleadReply reply) {
    return lead.lookUp()
        ? resends.decideLookUp(reply.outcome(), lead.attempt(), lead.unanswered())
        : resends.decide(reply.outcome(), lead.attempt(), lead.unanswered());
  }

  private final class LeadAttempt implements Attempt {
    private final ClaimedLead lead;
    private long asked = System.nanoTime();

    LeadAttempt(ClaimedLead lead) {
      this.lead = lead;
    }

    @Override
    public KeptAccount account() {
      return lead.account();
    }

    @Override
    public LeadId lead() {
      return lead.id();
    }

    @Override
    public SlotId slot() {
      return lead.slot();
    }

    @Override
    public CallKind kind() {
      return CallKind.LEAD;
    }

    @Override
    public Uni<OpleadReply> send() {
      asked = System.nanoTime();
      return delivery.attempt(lead);
    }

    @Override
    public Supplier<Uni<Void>> settlement(OpleadReply reply) {
      RetryDecision decision = decide(lead, reply);
      warnIfGivenUp(decision);
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      LeadSettlement settlement = settlements.of(lead, reply, decision, took);
      return () -> settlements.settle(settlement);
    }

    private void warnIfGivenUp(RetryDecision decision) {
      if (decision.next() == RetryDecision.Next.UNCERTAIN && decision.again().isEmpty()) {
        LOG.warnf(
            "lead stays uncertain lead=%s customer=%s attempts=%d reason=\"%s\"",
            lead.id(), lead.account().slug(), lead.attempt(), decision.error().orElse(""));
      }
    }

    @Override
    public String subject() {
      return "lead=%s attempt=%d".formatted(lead.id(), lead.attempt());
    }
  }
}
