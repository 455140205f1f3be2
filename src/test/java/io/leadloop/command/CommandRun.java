package io.leadloop.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One command that has ended. */
record CommandRun(int status, String out, String err) {
  /**
   * @param url of the gateway, or empty
   * @param line the command, without quoting; an argument is empty if two spaces surround it, or if
   *     it follows a space at the end
   */
  static CommandRun of(String url, String line) {
    return of(environment(url), line);
  }

  /** The environment with a key of each kind. */
  static Map<String, String> environment(String url) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LEADLOOP_ADMIN_KEY", "lla_a_b");
    environment.put("LEADLOOP_PROVIDER_KEY", "llp_a_b");
    environment.put("LEADLOOP_URL", url);
    return environment;
  }

  static CommandRun of(Map<String, String> environment, String line) {
    return to(new StringWriter(), environment, line);
  }

  /**
   * @param out receives the output
   */
  static CommandRun to(Writer out, Map<String, String> environment, String line) {
    StringWriter err = new StringWriter();
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    int status =
        LeadloopCommand.run(
            arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(status, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
