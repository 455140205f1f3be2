package io.leadloop.benchmark.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the benchmark ran on, in words. */
public final class Machine {
  private static final double KIB_A_GIB = 1024 * 1024;

  private Machine() {}

  public static String describe() throws IOException {
    return "%d cores (%s), %.0f GB of memory, %s %s, Java %s (%s)"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value("/proc/cpuinfo", "model name"),
            Double.parseDouble(value("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                / KIB_A_GIB,
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceAll("-.*", ""),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"));
  }

  private static String value(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
