package io.leadloop.testing;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.ledger.Ledger;

/**
 * What most tests of the application begin with: a customer with a simulated Oplead of its own, and
 * a provider that may send to it.
 */
public final class Scenario extends LaneTester.Lane implements AutoCloseable {
  private final SimulatedOplead oplead;
  private final String token;

  Scenario(Onboarding.Pair pair, SimulatedOplead oplead, String token) {
    super(pair);
    this.oplead = oplead;
    this.token = token;
  }

  public SimulatedOplead oplead() {
    return oplead;
  }

  /** What arrived there, and what it called back. */
  public Ledger ledger() {
    return oplead.ledger();
  }

  /** Has Oplead misbehave towards the customer. */
  public void fault(FaultRule rule) {
    oplead.fault(token, rule);
  }

  /** The customer's token at Oplead. */
  public String token() {
    return token;
  }

  @Override
  public void close() {
    oplead.close();
  }
}
