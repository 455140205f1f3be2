package io.leadloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A secret of the demo in a file that only its owner may read: the database stores only hashes, but
 * a restarted demo should print a working one.
 */
final class DemoSecret {
  private final Path file;

  DemoSecret(Path file) {
    this.file = file;
  }

  Optional<String> read() {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the demo's secret", e);
    }
  }

  void store(String secret) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store the demo's secret", e);
    }
  }
}
