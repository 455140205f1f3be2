package io.leadloop.benchmark.stage;

/**
 * Seconds of processor time, by whose they are.
 *
 * @param compiler the part of the gateway's that its JVM's compiler takes
 */
public record CpuUse(
    double gateway, double compiler, double postgreSql, double broker, double generator) {
  /** What they have had since they started. */
  public static CpuUse now(Servers servers, Target target) {
    return new CpuUse(
        CpuTime.of(target.gateway().pid()),
        CpuTime.ofCompiler(target.gateway().pid()),
        CpuTime.ofTree(servers.postmasterPid()),
        CpuTime.of(servers.brokerPid()),
        CpuTime.of(ProcessHandle.current().pid()));
  }

  public CpuUse minus(CpuUse before) {
    return new CpuUse(
        gateway - before.gateway,
        compiler - before.compiler,
        postgreSql - before.postgreSql,
        broker - before.broker,
        generator - before.generator);
  }

  public CpuUse plus(CpuUse other) {
    return new CpuUse(
        gateway + other.gateway,
        compiler + other.compiler,
        postgreSql + other.postgreSql,
        broker + other.broker,
        generator + other.generator);
  }

  public CpuUse dividedBy(double parts) {
    return new CpuUse(
        gateway / parts, compiler / parts, postgreSql / parts, broker / parts, generator / parts);
  }

  /** The gateway's, PostgreSQL's and the broker's. */
  public double servers() {
    return gateway + postgreSql + broker;
  }

  public double total() {
    return servers() + generator;
  }
}
