package io.leadloop.command;

import io.leadloop.vault.KeysetFile;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin keyset …}: edits the vault's keyset file locally. */
@Command(
    name = "keyset",
    description = {
      "Rotates the vault's keyset file: add-key, restart every replica, promote-key,"
          + " restart every replica again, then admin reseal.",
      "Keep the old keys in it: they verify the callback addresses of leads that were sent."
    },
    mixinStandardHelpOptions = true)
final class KeysetCommands {
  @ParentCommand private AdminCommand admin;

  @Command(name = "add-key", description = "Adds a key that does not encrypt yet.")
  int addKey(@Parameters(paramLabel = "FILE") Path file) {
    return print(() -> KeysetFile.addKey(file), "added");
  }

  @Command(
      name = "promote-key",
      description = "Makes the newest key the primary one, which encrypts.")
  int promoteKey(@Parameters(paramLabel = "FILE") Path file) {
    return print(() -> KeysetFile.promoteNewestKey(file), "promoted");
  }

  private int print(IntSupplier change, String done) {
    try {
      long key = Integer.toUnsignedLong(change.getAsInt());
      return admin.print(AdminClient.object().put(done, key));
    } catch (IllegalStateException noKeyset) {
      throw new AdminFailure(noKeyset.getMessage());
    }
  }
}
