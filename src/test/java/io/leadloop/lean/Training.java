package io.leadloop.lean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The run from which the AOT cache is made: the application as it will be, with servers and some
 * leads, so that the cache holds the classes that it needs and what the compiler learned of them.
 */
public final class Training {
  private static final int LEADS = 20;

  private Training() {}

  /**
   * @param arguments a directory for what the run leaves
   */
  public static void main(String... arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    LeanApplication built = LeanApplication.built();
    built.useWholeSeconds();
    Path data = Files.createTempDirectory(directory, "servers-");
    try (Surroundings surroundings = new Surroundings(data);
        RunningApplication application =
            built.startTraining(surroundings.environment(), directory.resolve("training.log"))) {
      application.awaitReady();
      new Journey(surroundings, application).take(LEADS);
      application.end();
    }
    System.exit(0);
  }
}
