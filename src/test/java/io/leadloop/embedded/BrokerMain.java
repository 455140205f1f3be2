package io.leadloop.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The embedded broker as a process of its own, which can be killed. It ends when whoever started it
 * is gone.
 */
public final class BrokerMain {
  /** Printed, before the gateway's password, when it takes requests. */
  public static final String READY = "broker is ready for ";

  private BrokerMain() {}

  /** Arguments: its data's directory, the port that it has, and the port that it tells clients. */
  public static void main(String... args) throws IOException {
    EmbeddedKafka broker =
        EmbeddedKafka.start(
            DataDirectory.claim(Path.of(args[0])),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]));
    System.out.println(READY + broker.settings().get("kafka.sasl.jaas.config"));
    while (System.in.read() >= 0) {
      // Nothing is ever written: the end of the input is the end of the test.
    }
    Runtime.getRuntime().halt(0);
  }
}
