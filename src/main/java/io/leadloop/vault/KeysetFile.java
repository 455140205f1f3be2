package io.leadloop.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * Makes the vault's keyset where an operator has given none: a new AES-256-GCM key, in clear, in a
 * file that its owner alone may read. Whoever loses the file loses every lead document, whoever
 * copies it can read them; an operator who keeps keys elsewhere sets {@code leadloop.vault.keyset}.
 */
public final class KeysetFile {
  private static final String NAME = "vault-keyset.json";

  private KeysetFile() {}

  /**
   * The keyset's file in this directory, made by the first call only: later ones, and those that
   * lose a race, find the first one's key.
   */
  public static Path in(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The keyset " + file + " cannot be made: " + e, e);
    }
  }

  /** A link to a whole file, unlike a move, never replaces what another thread has put there. */
  private static void create(Path file) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(file.getParent(), NAME, ".tmp", ownerOnly);
    try {
      writeToDisk(draft, newKeyset());
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another thread was first, and its key is the one.
    } finally {
      Files.delete(draft);
    }
  }

  private static void writeToDisk(Path file, String content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static String newKeyset() {
    try {
      AeadConfig.register();
      KeysetHandle keyset =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }
}
