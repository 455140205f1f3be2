package io.leadloop.forwarding;

import io.leadloop.customer.Customer;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.LaneConfig;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks a customer's Oplead whether its token works, within the customer's quota. */
@ApplicationScoped
public class TokenCheck {
  private final LaneSlots slots;
  private final OpleadClient oplead;
  private final Accounts accounts;
  private final Duration window;

  TokenCheck(LaneSlots slots, OpleadClient oplead, Accounts accounts, LaneConfig lane) {
    this.slots = slots;
    this.oplead = oplead;
    this.accounts = accounts;
    this.window = lane.window();
  }

  /**
   * {@code ok}, or why not, without anything secret. Fails with {@code rate-limited} where the
   * quota is used up.
   */
  public Uni<String> check(Customer customer) {
    return slots
        .take(customer.id())
        .map(slot -> slot.orElseThrow(() -> usedUp(window)))
        .chain(
            slot ->
                oplead
                    .checkToken(accounts.of(customer))
                    .call(() -> slots.sent(slot))
                    .map(reply -> said(reply.outcome())));
  }

  private static ProblemException usedUp(Duration window) {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED, "The customer's quota is used up for now.", window);
  }

  private static String said(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted) {
      return "ok";
    } else if (outcome instanceof Outcome.TokenRefused refused) {
      return "the token is refused: " + refused.reason();
    } else if (outcome instanceof Outcome.Unavailable unavailable) {
      return "Oplead is not available: " + unavailable.reason();
    } else if (outcome instanceof Outcome.Throttled) {
      return "Oplead asks to slow down";
    } else if (outcome instanceof Outcome.Refused refused) {
      return "Oplead does not know this request: " + refused.reason();
    }
    return "Oplead gave no answer";
  }
}
