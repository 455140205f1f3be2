package io.leadloop.benchmark;

import java.util.List;

/** How the gateway's JVM is started: as small as it goes without costing throughput. */
final class GatewayOptions {
  static final List<String> JVM = List.of("-Xmx192m", "-XX:+UseSerialGC");

  private GatewayOptions() {}
}
