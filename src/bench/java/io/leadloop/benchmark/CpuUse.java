package io.leadloop.benchmark;

/** Seconds of processor time, by whose they are. */
record CpuUse(double gateway, double postgreSql, double broker, double generator) {
  /** What they have had since they started. */
  static CpuUse now(Servers servers, Target target) {
    return new CpuUse(
        CpuTime.of(target.gateway().pid()),
        CpuTime.ofTree(servers.postmasterPid()),
        CpuTime.of(servers.brokerPid()),
        CpuTime.of(ProcessHandle.current().pid()));
  }

  CpuUse minus(CpuUse before) {
    return new CpuUse(
        gateway - before.gateway,
        postgreSql - before.postgreSql,
        broker - before.broker,
        generator - before.generator);
  }

  double total() {
    return gateway + postgreSql + broker + generator;
  }
}
