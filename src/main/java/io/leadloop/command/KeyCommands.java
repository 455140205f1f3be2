package io.leadloop.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin key …}. */
@Command(name = "key", description = "Administrators' keys.", mixinStandardHelpOptions = true)
final class KeyCommands {
  @ParentCommand private AdminCommand admin;

  @Command(
      name = "create",
      description = "Creates an administrator's key, which is shown only once.")
  int create(
      @Option(names = "--name", required = true, description = "The name of its holder.")
          String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              defaultValue = "admin",
              description = "admin, or viewer for a key that reads and changes nothing.")
          String role,
      @Option(names = "--expires-at", paramLabel = "TIME") Instant expiresAt) {
    ObjectNode body = AdminClient.object().put("name", name).put("role", role);
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return admin.print(admin.client().post("/keys", body));
  }

  @Command(name = "list", description = "Lists keys that are not revoked, one per line.")
  int list() {
    admin.client().list("/keys", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "revoke", description = "Revokes a key.")
  int revoke(@Parameters(paramLabel = "KEY") String key) {
    admin.client().delete("/keys/" + key);
    return 0;
  }
}
