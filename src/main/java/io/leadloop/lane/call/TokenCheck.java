package io.leadloop.lane.call;

import io.leadloop.customer.Customer;
import io.leadloop.customer.OpleadAccounts;
import io.leadloop.oplead.OpleadClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks a customer's Oplead whether its token works, within the customer's quota. */
@ApplicationScoped
public class TokenCheck {
  private final LaneCalls calls;
  private final OpleadClient oplead;
  private final OpleadAccounts accounts;

  TokenCheck(LaneCalls calls, OpleadClient oplead, OpleadAccounts accounts) {
    this.calls = calls;
    this.oplead = oplead;
    this.accounts = accounts;
  }

  /**
   * {@code ok}, or why not, without anything secret. Fails with {@code rate-limited} where the
   * quota is used up.
   */
  public Uni<String> check(Customer customer) {
    return calls
        .makeForAdministrator(customer.id(), oplead.checkToken(accounts.of(customer.account())))
        .map(reply -> reply.outcome().inWords());
  }
}
