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
 * Creates and rotates the vault's keyset where it is a file: AES-256-GCM keys in clear text that
 * only its owner may read. Losing the file loses every lead document, and a copy of it can decrypt
 * them; to keep keys elsewhere, set {@code leadloop.vault.keyset}.
 */
public final class KeysetFile {
  private static final String NAME = "vault-keyset.json";

  private KeysetFile() {}

  /**
   * The keyset file in this directory, created by the first call. Later and concurrent calls find
   * the same key.
   */
  public static Path in(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        create(file, newKeyset());
      }
      return file;
    } catch (FileAlreadyExistsException e) {
      return file; // Another thread was first; its key is used.
    } catch (IOException e) {
      throw new UncheckedIOException("The keyset " + file + " cannot be created: " + e, e);
    }
  }

  /**
   * Creates a keyset file that is not there yet.
   *
   * @return its key's id
   * @throws UncheckedIOException if the file exists or cannot be written; the message is for people
   */
  public static int createNew(Path file) {
    KeysetHandle keyset = newKeyset();
    try {
      create(file, keyset);
      return keyset.getPrimary().getId();
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(file + " exists already, and is left as it is.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The keyset " + file + " cannot be created: " + e, e);
    }
  }

  /**
   * Adds a key that does not seal yet: every replica must load it first to be able to open what
   * others seal with it.
   *
   * @return the new key's id
   */
  public static int addKey(Path file) {
    KeysetHandle keyset = read(file);
    KeysetHandle.Builder.Entry added =
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId();
    KeysetHandle more = build(KeysetHandle.newBuilder(keyset).addEntry(added));
    replace(file, more);
    return more.getAt(more.size() - 1).getId();
  }

  /**
   * Makes the newest key the primary, which seals from the next start on. The older keys stay for
   * opening.
   *
   * @return that key's id
   */
  public static int promoteNewestKey(Path file) {
    KeysetHandle.Builder changed = KeysetHandle.newBuilder(read(file));
    changed.getAt(changed.size() - 1).makePrimary();
    KeysetHandle promoted = build(changed);
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

  private static KeysetHandle build(KeysetHandle.Builder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  /** Atomic: a reader sees either the old keyset or the new one. */
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

  /** Links the complete file, because unlike a move, a link never replaces an existing file. */
  private static void create(Path file, KeysetHandle keyset) throws IOException {
    Path draft = draft(file);
    try {
      writeToDisk(draft, json(keyset));
      Files.createLink(file, draft);
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
      throw new IllegalStateException("cannot serialize the keyset", e);
    }
  }
}
