package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Makes attempts of claimed leads. */
@ApplicationScoped
class LeadAttempts {
  private final Delivery delivery;
  private final Settlements settlements;
  private final RetryPolicy policy;

  LeadAttempts(Delivery delivery, Settlements settlements, ForwardingConfig config) {
    this.delivery = delivery;
    this.settlements = settlements;
    this.policy = new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble());
  }

  Attempt of(ClaimedLead lead) {
    return new LeadAttempt(lead);
  }

  private Verdict decide(ClaimedLead lead, OpleadReply reply) {
    return lead.lookUp()
        ? policy.decideLookUp(reply.outcome(), lead.attempt())
        : policy.decide(reply.outcome(), lead.attempt());
  }

  private final class LeadAttempt implements Attempt {
    private final ClaimedLead lead;

    LeadAttempt(ClaimedLead lead) {
      this.lead = lead;
    }

    @Override
    public CustomerId customer() {
      return lead.customer();
    }

    @Override
    public LeadId lead() {
      return lead.id();
    }

    @Override
    public CallKind kind() {
      return CallKind.LEAD;
    }

    @Override
    public String customerSlug() {
      return lead.account().customerSlug();
    }

    @Override
    public Uni<OpleadReply> send() {
      return delivery.attempt(lead);
    }

    @Override
    public Supplier<Uni<Void>> settlement(OpleadReply reply) {
      Settlement settlement = settlements.of(lead, reply, decide(lead, reply));
      return () -> settlements.settle(settlement);
    }

    @Override
    public String subject() {
      return "lead=%s attempt=%d".formatted(lead.id(), lead.attempt());
    }
  }
}
