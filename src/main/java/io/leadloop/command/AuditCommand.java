package io.leadloop.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code admin audit}. */
@Command(
    name = "audit",
    description = "Prints the audit log, oldest first, one entry per line.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @ParentCommand private AdminCommand admin;

  @Override
  public Integer call() {
    admin.client().list("/audit", Map.of(), admin::printLine);
    return 0;
  }
}
