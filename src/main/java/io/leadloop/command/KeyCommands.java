package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.call.AdminClient;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Table;
import io.leadloop.vault.ApiKey;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code key …}. */
@Command(name = "key", description = "Administrators' keys.")
final class KeyCommands {
  private static final Table TABLE =
      Table.of("id", "name", "role", "created_at", "expires_at", "last_used_at");

  @ParentCommand private LeadloopCommand admin;

  @Command(
      name = "generate",
      description = {
        "Prints a new administrator's key, without a gateway and nothing else on the line.",
        "It is the first administrator's once leadloop.admin.bootstrap-key is set to it."
      })
  int generate() {
    admin.printer().text(ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal());
    return ExitStatus.OK.code();
  }

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
    ObjectNode body = object().put("name", name).put("role", role);
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return admin.print(admin.client().post("/keys", body));
  }

  @Command(name = "list", description = "Lists keys that are not revoked.")
  int list(@Mixin ListOptions options) {
    return admin.list("/keys", Map.of(), options, TABLE);
  }

  @Command(name = "revoke", description = "Revokes a key.")
  int revoke(@Parameters(paramLabel = "KEY") String key) {
    return admin.print(admin.client().delete(AdminClient.path("/keys/%s", key)));
  }
}
