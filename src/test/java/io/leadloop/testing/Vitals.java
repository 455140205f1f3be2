package io.leadloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Resources of a process, reported by Linux and its JVM.
 *
 * @param threads that it has
 * @param files that it has open, sockets among them
 * @param residentBytes of memory
 */
public record Vitals(int threads, int files, long residentBytes) {
  private static final long KIB = 1024;

  /** The current values of the process. */
  public static Vitals of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      List<String> status = Files.readAllLines(process.resolve("status"));
      return new Vitals(
          (int) number(status, "Threads:"), (int) files.count(), number(status, "VmRSS:") * KIB);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** The bytes of all objects that live after a full collection. */
  public static long liveHeapBytes(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
          .findFirst()
          .orElseThrow(() -> new AssertionError(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
