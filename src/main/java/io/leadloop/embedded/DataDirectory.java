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
 * The data directory of the embedded servers, locked by one gateway while it runs. The owner of the
 * lock may stop any server still running in the directory.
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
   * Creates the directory if absent, readable by its owner only, and locks it.
   *
   * @throws EmbeddedServerException if it is not writable or another gateway holds it
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

  /** The subdirectory of one server, readable by its owner only; created if absent. */
  Path ownerOnly(String name) {
    try {
      return create(path.resolve(name));
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot create a directory in " + path + ": " + e, e);
    }
  }

  /** Releases the directory; its content stays. */
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
