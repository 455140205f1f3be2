package io.leadloop.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of an embedded server, made once and readable by its owner only. Loopback is open to
 * every account of the machine, so listening there is no protection by itself.
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

  /** Makes the password when there is none yet; an interrupted start leaves no half of one. */
  void createIfAbsent() throws IOException {
    if (exists()) {
      return;
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(path.getParent(), "password", ".tmp", ownerOnly);
    Files.writeString(draft, random());
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }

  String read() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new EmbeddedServerException("The password of the data cannot be read: " + e, e);
    }
  }

  /** 256 random bits, in letters, digits, {@code -} and {@code _}. */
  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
