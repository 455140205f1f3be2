package io.leadloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ends a server's processes without any notice. */
public final class PowerCut {
  private PowerCut() {}

  /**
   * @param servers the directory of the embedded servers
   */
  public static void ofPostgreSql(Path servers) {
    ProcessHandle postmaster = ProcessHandle.of(postmasterPid(servers)).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private static long postmasterPid(Path servers) {
    try {
      Path file = servers.resolve("postgresql").resolve("data").resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
