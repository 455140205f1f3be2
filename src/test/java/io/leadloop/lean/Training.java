package io.leadloop.lean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The runs from which the AOT caches are made: the application as it will be, with servers and some
 * leads, so that its cache holds the classes that it needs and what the compiler learned of them;
 * and a command, for the command line's.
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
    try (Surroundings surroundings = migrated(data);
        RunningApplication application =
            built.startTraining(surroundings.environment(), directory.resolve("training.log"))) {
      application.awaitReady();
      new Journey(surroundings, application).take(LEADS);
      built.trainCommandLine(surroundings.administrator(application.url()));
      application.end();
    }
    System.exit(0);
  }

  /** As most starts find the database: Flyway would be a part of the cache that few need. */
  private static Surroundings migrated(Path data) {
    Surroundings surroundings = new Surroundings(data);
    surroundings.migrate();
    return surroundings;
  }
}
