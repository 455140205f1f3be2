package io.leadloop.forwarding;

import io.leadloop.customer.Customer;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.LaneConfig;
import io.leadloop.oplead.OpleadClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks a customer's Oplead whether its token works, within the customer's quota. */
@ApplicationScoped
public class TokenCheck {
  private final LaneCalls calls;
  private final OpleadClient oplead;
  private final Accounts accounts;
  private final Duration window;

  TokenCheck(LaneCalls calls, OpleadClient oplead, Accounts accounts, LaneConfig lane) {
    this.calls = calls;
    this.oplead = oplead;
    this.accounts = accounts;
    this.window = lane.window();
  }

  /**
   * {@code ok}, or why not, without anything secret. Fails with {@code rate-limited} where the
   * quota is used up.
   */
  public Uni<String> check(Customer customer) {
    return calls
        .make(customer.id(), oplead.checkToken(accounts.of(customer)))
        .map(reply -> reply.orElseThrow(() -> usedUp(window)))
        .map(reply -> reply.outcome().inWords());
  }

  private static ProblemException usedUp(Duration window) {
    return ProblemException.passing(
        ErrorCode.RATE_LIMITED, "The customer's quota is used up for now.", window);
  }
}
