package io.leadloop.benchmark.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processor time that processes have had, as Linux counts it: in hundredths of a second. */
final class CpuTime {
  private static final double TICKS_A_SECOND = 100;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private CpuTime() {}

  /** Seconds of one process, without its children. */
  static double of(long pid) {
    return ticks(pid, USER, USER + 1) / TICKS_A_SECOND;
  }

  /** Seconds of a process and of all that it has started, also those that have ended. */
  static double ofTree(long pid) {
    LongStream living =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return LongStream.concat(LongStream.of(pid), living)
            .map(process -> ticks(process, USER, CHILDREN_SYSTEM))
            .sum()
        / TICKS_A_SECOND;
  }

  /** Seconds of a JVM's compiler threads. */
  static double ofCompiler(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads
              .filter(CpuTime::compiles)
              .mapToLong(thread -> ticks(thread, USER, USER + 1))
              .sum()
          / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
    } catch (IOException ended) {
      return false;
    }
  }

  private static long ticks(long pid, int from, int to) {
    return ticks(Path.of("/proc", Long.toString(pid)), from, to);
  }

  /** Fields of {@code stat} in that directory, counted behind the program's name; see proc(5). */
  private static long ticks(Path process, int from, int to) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return fields.subList(from, to + 1).stream().mapToLong(Long::parseLong).sum();
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
