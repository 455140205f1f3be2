package io.leadloop.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged application, as it is started from a command line. */
public final class PackagedJar {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  private PackagedJar() {}

  /** The command of a JVM tuned for a quick start. */
  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-jar",
            JAR.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
