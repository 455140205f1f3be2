package io.leadloop.faults;

import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.vertx.core.Vertx;
import java.io.IOException;

/**
 * The simulated receiver as a process of its own: gateways come and go, and what it received stays.
 * It ends with its parent process.
 */
public final class ReceiverMain {
  static final String READY = "receiver is ready: ";

  private ReceiverMain() {}

  public static void main(String... none) throws IOException {
    SimulatedReceiver receiver = new SimulatedReceiver(Vertx.vertx()).startAndAwait();
    System.out.println(READY + receiver.baseUrl());
    while (System.in.read() >= 0) {
      // Nothing is ever written: the end of the input is the end of the test.
    }
    Runtime.getRuntime().halt(0);
  }
}
