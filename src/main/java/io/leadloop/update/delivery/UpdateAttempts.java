package io.leadloop.update.delivery;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallKind;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Makes attempts of claimed documents and statuses. */
@ApplicationScoped
class UpdateAttempts {
  private final UpdateDelivery delivery;
  private final UpdateSettlements settlements;

  UpdateAttempts(UpdateDelivery delivery, UpdateSettlements settlements) {
    this.delivery = delivery;
    this.settlements = settlements;
  }

  Attempt of(Update update) {
    return new UpdateAttempt(update);
  }

  private final class UpdateAttempt implements Attempt {
    private final Update update;

    UpdateAttempt(Update update) {
      this.update = update;
    }

    @Override
    public KeptAccount account() {
      return update.claim().account();
    }

    @Override
    public LeadId lead() {
      return update.claim().lead();
    }

    @Override
    public SlotId slot() {
      return update.claim().slot();
    }

    @Override
    public CallKind kind() {
      return CallKind.UPDATE;
    }

    @Override
    public boolean carriesDocument() {
      return update.map(document -> true, status -> false);
    }

    @Override
    public Uni<OpleadReply> send() {
      return delivery.attempt(update);
    }

    @Override
    public Supplier<Uni<Void>> settlement(OpleadReply reply) {
      UpdateSettlement settlement = settlements.of(update, reply);
      return () -> settlements.settle(settlement);
    }

    @Override
    public String subject() {
      return "lead=%s %s=%s attempt=%d"
          .formatted(
              update.claim().lead(),
              update.map(document -> "document", status -> "status"),
              update.claim().id(),
              update.claim().attempt());
    }
  }
}
