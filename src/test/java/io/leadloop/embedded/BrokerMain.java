package io.leadloop.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded broker as a separate process that can be killed. It ends with its parent. */
public final class BrokerMain {
  /** Printed, before the gateway's password, when the broker accepts requests. */
  public static final String READY = "broker is ready for ";

  private BrokerMain() {}

  /** Arguments: data directory, port, advertised port. */
  public static void main(String... args) throws IOException {
    EmbeddedKafka broker =
        EmbeddedKafka.start(
            DataDirectory.claim(Path.of(args[0])),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]));
    System.out.println(READY + broker.settings().get("kafka.sasl.jaas.config"));
    while (System.in.read() >= 0) {
      // Nothing is ever written to standard input; its end means that the test has ended.
    }
    Runtime.getRuntime().halt(0);
  }
}
