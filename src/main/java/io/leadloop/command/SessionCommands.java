package io.leadloop.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin session …}. */
@Command(
    name = "session",
    description = "Browsers that are signed in to the console.",
    mixinStandardHelpOptions = true)
final class SessionCommands {
  @ParentCommand private AdminCommand admin;

  @Command(name = "list", description = "Lists sessions that have not ended, one per line.")
  int list() {
    admin.client().list("/sessions", Map.of(), admin::printLine);
    return 0;
  }

  @Command(name = "end", description = "Ends a session.")
  int end(@Parameters(paramLabel = "SESSION") String session) {
    admin.client().delete("/sessions/" + session);
    return 0;
  }

  @Command(name = "end-all", description = "Ends all sessions.")
  int endAll() {
    admin.client().delete("/sessions");
    return 0;
  }
}
