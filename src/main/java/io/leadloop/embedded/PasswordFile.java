package io.leadloop.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of an embedded server, created once and readable by its owner only. It is needed
 * because loopback is open to every account of the machine.
 */
final class PasswordFile {
  private final Path path;

  PasswordFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Creates the password if absent. */
  void createIfAbsent() throws IOException {
    if (exists()) {
      return;
    }
    OwnFile.write(path, random());
  }

  String read() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot read the server's password: " + e, e);
    }
  }

  /** 256 random bits in URL-safe Base64. */
  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
