package io.leadloop.benchmark;

/** A gateway that load can be put on. */
record Target(Gateway gateway, Database database, Seed seed) implements AutoCloseable {
  @Override
  public void close() {
    gateway.close();
  }
}
