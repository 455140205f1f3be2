package io.leadloop.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of the embedded servers' data, claimed by one gateway for as long as it runs. To
 * hold one is the right to stop whatever server is still found running in it.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "gateway.lock";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory when it is absent, readable by its owner only, and claims it.
   *
   * @throws EmbeddedServerException when it cannot be written, or another gateway has it
   */
  public static DataDirectory claim(Path path) {
    try {
      Path directory = create(path.toAbsolutePath().normalize());
      return new DataDirectory(directory, lock(directory.resolve(LOCK_FILE)));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The data directory %s cannot be used: %s. Choose another with leadloop.embedded.data-dir."
              .formatted(path, e),
          e);
    }
  }

  /** The directory's absolute path, without symbolic links. */
  public Path path() {
    return path;
  }

  /** The directory of one server within, readable by its owner only; made when it is absent. */
  Path ownerOnly(String name) {
    try {
      return create(path.resolve(name));
    } catch (IOException e) {
      throw new EmbeddedServerException("No directory can be made in " + path + ": " + e, e);
    }
  }

  /** Lets the next gateway have the directory; its content stays. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("The lock on " + path + " cannot be released", e);
    }
  }

  private static Path create(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(directory, ownerOnly);
    }
    return directory.toRealPath();
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new EmbeddedServerException(
          "Another gateway (process %s) is running on the data directory %s."
              .formatted(Files.readString(file), file.getParent()));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
