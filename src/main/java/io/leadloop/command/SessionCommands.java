package io.leadloop.command;

import io.leadloop.command.call.AdminClient;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.SinceOption;
import io.leadloop.command.result.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code session …}. */
@Command(name = "session", description = "Browsers that are signed in to the console.")
final class SessionCommands {
  private static final Table TABLE =
      Table.of("id", "holder", "role", "address", "created_at", "last_used_at", "ends_at");

  @ParentCommand private LeadloopCommand admin;

  @Command(name = "list", description = "Lists sessions that have not ended, newest first.")
  int list(@Mixin SinceOption since, @Mixin ListOptions options) {
    admin
        .printer()
        .list(
            since.newest(admin.client().items("/sessions", Map.of(), "after"), "created_at"),
            options,
            TABLE);
    return ExitStatus.OK.code();
  }

  @Command(name = "end", description = "Ends a session.")
  int end(@Parameters(paramLabel = "SESSION") String session) {
    return admin.print(admin.client().delete(AdminClient.path("/sessions/%s", session)));
  }

  @Command(name = "end-all", description = "Ends all sessions.")
  int endAll() {
    return admin.print(admin.client().delete("/sessions"));
  }
}
