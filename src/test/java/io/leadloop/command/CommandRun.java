package io.leadloop.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One command that has ended. */
record CommandRun(int status, String out, String err) {
  /**
   * @param url of the gateway, or empty
   * @param line the command, without quoting
   */
  static CommandRun of(String url, String line) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LEADLOOP_ADMIN_KEY", "lla_a_b");
    environment.put("LEADLOOP_PROVIDER_KEY", "llp_a_b");
    environment.put("LEADLOOP_URL", url);
    return of(environment, line);
  }

  static CommandRun of(Map<String, String> environment, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    int status =
        LeadloopCommand.run(
            arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(status, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
