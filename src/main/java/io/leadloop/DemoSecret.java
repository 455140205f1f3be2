package io.leadloop;

import io.leadloop.embedded.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret of the demo that is kept: the database stores only hashes, but a restarted demo should
 * print a working one.
 */
final class DemoSecret {
  private final Path file;

  DemoSecret(Path file) {
    this.file = file;
  }

  /** Empty where none is kept. */
  Optional<String> read() {
    try {
      return OwnFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the demo's secret", e);
    }
  }

  void store(String secret) {
    try {
      OwnFile.write(file, secret);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store the demo's secret", e);
    }
  }
}
