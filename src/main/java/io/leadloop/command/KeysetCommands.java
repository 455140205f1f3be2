package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import io.leadloop.command.call.CommandFailure;
import io.leadloop.vault.KeysetFile;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code keyset …}: edits the vault's keyset file locally. */
@Command(
    name = "keyset",
    description = {
      "Creates the vault's keyset file, and rotates it: add-key, restart every replica, promote-key,"
          + " restart every replica again, then leadloop reseal.",
      "Keep the old keys in it: they verify the callback addresses of leads that were sent."
    })
final class KeysetCommands {
  @ParentCommand private LeadloopCommand admin;

  @Command(
      name = "create",
      description = {
        "Creates a keyset file, readable by its owner alone; an existing file is refused.",
        "Set leadloop.vault.keyset to its path, and keep a copy: nothing is readable without it."
      })
  int create(@Parameters(paramLabel = "FILE") Path file) {
    return print(() -> KeysetFile.createNew(file), "created");
  }

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
      return admin.print(object().put(done, key));
    } catch (IllegalStateException noKeyset) {
      throw new CommandFailure(noKeyset.getMessage());
    }
  }
}
