package io.leadloop;

import io.leadloop.vault.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A key of the demo in a file that only its owner may read: the database stores only hashes, but a
 * restarted demo should print a working key.
 */
final class DemoKey {
  private final Path file;

  DemoKey(Path file) {
    this.file = file;
  }

  Optional<ApiKey> read() {
    try {
      return Files.exists(file) ? ApiKey.parse(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the demo's key", e);
    }
  }

  void store(ApiKey key) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.reveal(), StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store the demo's key", e);
    }
  }
}
