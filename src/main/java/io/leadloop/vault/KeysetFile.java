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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * Makes the vault's keyset where an operator has given none, and rotates it: a AES-256-GCM key, in
 * clear, in a file that its owner alone may read. Whoever loses the file loses every lead document,
 * whoever copies it can read them; an operator who keeps keys elsewhere sets {@code
 * leadloop.vault.keyset}.
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

  /**
   * Adds a new key, which seals nothing yet: first every replica has to know it, else one could not
   * open what another sealed.
   *
   * @return the new key's id
   */
  public static int addKey(Path file) {
    KeysetHandle keyset = read(file);
    KeysetHandle.Builder.Entry added =
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId();
    KeysetHandle more = built(KeysetHandle.newBuilder(keyset).addEntry(added));
    replace(file, more);
    return more.getAt(more.size() - 1).getId();
  }

  /**
   * Makes the newest key the one that seals from the next start on. The others stay, and open what
   * they sealed.
   *
   * @return that key's id
   */
  public static int promoteNewestKey(Path file) {
    KeysetHandle.Builder changed = KeysetHandle.newBuilder(read(file));
    changed.getAt(changed.size() - 1).makePrimary();
    KeysetHandle promoted = built(changed);
    replace(file, promoted);
    return promoted.getPrimary().getId();
  }

  private static KeysetHandle read(Path file) {
    try {
      return Keyset.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The keyset " + file + " cannot be read: " + e, e);
    }
  }

  private static KeysetHandle built(KeysetHandle.Builder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  /** Whoever reads the file finds the old keyset or the new one, whole. */
  private static void replace(Path file, KeysetHandle keyset) {
    try {
      Path draft = draft(file);
      writeToDisk(draft, json(keyset));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The keyset " + file + " cannot be written: " + e, e);
    }
  }

  private static Path draft(Path file) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    return Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".tmp", ownerOnly);
  }

  /** A link to a whole file, unlike a move, never replaces what another thread has put there. */
  private static void create(Path file) throws IOException {
    Path draft = draft(file);
    try {
      writeToDisk(draft, json(newKeyset()));
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

  private static KeysetHandle newKeyset() {
    try {
      AeadConfig.register();
      return KeysetHandle.generateNew(
          PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  private static String json(KeysetHandle keyset) {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset can be written", e);
    }
  }
}
