package io.leadloop.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.io.FileUtils;
import org.flywaydb.core.Flyway;

/**
 * Embedded servers that start from a copy of an initialised and migrated PostgreSQL. Unpacking
 * PostgreSQL, initialising its data and migrating it takes several seconds of processor time, so it
 * is done once per build. Gateways that start without it in other tests do all of it themselves.
 */
public final class SeededServers {
  private static final Path TEMPLATES = Path.of("target", "embedded-servers").toAbsolutePath();
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final String POSTGRESQL = "postgresql";

  /** Never written to after they were unpacked, so all servers share them. */
  private static final String BINARIES = "binaries";

  private static final List<String> SYSTEMS =
      List.of("linux-x86_64", "linux-arm_64", "darwin-x86_64", "darwin-arm_64");

  private SeededServers() {}

  /** Seeds the data directory and locks it; see {@link EmbeddedServers#in}. */
  public static EmbeddedServers in(Path dataDirectory) {
    seed(dataDirectory);
    return EmbeddedServers.in(dataDirectory);
  }

  /**
   * Prepares a data directory for a first start that finds an initialised PostgreSQL. Does nothing
   * if there has been a start.
   */
  public static void seed(Path dataDirectory) {
    try (DataDirectory directory = DataDirectory.claim(dataDirectory)) {
      Path postgreSql = directory.ownerOnly(POSTGRESQL);
      if (Files.notExists(postgreSql.resolve(BINARIES))) {
        Path template = template();
        Files.createSymbolicLink(postgreSql.resolve(BINARIES), template.resolve(BINARIES));
        copy(template, postgreSql);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template's directory; other processes wait while one makes it. */
  private static Path template() throws IOException {
    Path template = TEMPLATES.resolve(version());
    if (!Files.isDirectory(template)) {
      Files.createDirectories(TEMPLATES);
      try (FileChannel channel =
              FileChannel.open(
                  TEMPLATES.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(template)) {
          make(template);
        }
      }
    }
    return template;
  }

  private static void make(Path template) throws IOException {
    Path draft = Files.createTempDirectory(TEMPLATES, "draft");
    try (EmbeddedServers servers = EmbeddedServers.in(draft)) {
      migrate(servers.startPostgreSql(0));
    }
    markUnpacked(draft.resolve(POSTGRESQL).resolve(BINARIES));
    Files.move(draft.resolve(POSTGRESQL), template, StandardCopyOption.ATOMIC_MOVE);
    FileUtils.deleteDirectory(draft.toFile());
  }

  private static void migrate(EmbeddedPostgreSql database) {
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.username(), database.password())
        .load()
        .migrate();
  }

  /**
   * Marks the binaries as complete, for good. The library unpacks them again, over those that are
   * running, if its mark is more than 100 ms older than the directory it lies in; it writes the
   * mark first and changes the directory last.
   */
  static void markUnpacked(Path binaries) throws IOException {
    try (Stream<Path> marks = Files.find(binaries, 2, (path, file) -> path.endsWith(".exists"))) {
      for (Path mark : marks.toList()) {
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
      }
    }
  }

  /**
   * Depends on the binaries, on the code that unpacks and starts them, and on the migrations, which
   * make a partition per month.
   */
  private static String version() throws IOException {
    CRC32 sum = new CRC32();
    ClassLoader classes = SeededServers.class.getClassLoader();
    for (Class<?> type :
        List.of(PostgreSqlCluster.class, EmbeddedPostgreSql.class, SeededServers.class)) {
      String file = type.getName().replace('.', '/') + ".class";
      try (InputStream bytes = Objects.requireNonNull(classes.getResourceAsStream(file))) {
        sum.update(bytes.readAllBytes());
      }
    }
    for (String system : SYSTEMS) {
      try (Stream<URL> binaries = classes.resources("postgres-" + system + ".txz")) {
        binaries.forEach(file -> sum.update(file.toString().getBytes(UTF_8)));
      }
    }
    sum.update(YearMonth.now(ZoneOffset.UTC).toString().getBytes(UTF_8));
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.sorted().toList()) {
        sum.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (path.endsWith(BINARIES)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!path.equals(from)) {
              copy(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            copy(path);
            return FileVisitResult.CONTINUE;
          }

          private void copy(Path path) throws IOException {
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
          }
        });
  }
}
