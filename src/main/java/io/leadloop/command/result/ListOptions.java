package io.leadloop.command.result;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every list. */
public final class ListOptions {
  private static final int ROWS_FOR_PEOPLE = 50;

  /** Larger than any list. */
  private static final long ALL = Long.MAX_VALUE - 1;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Prints at most so many; 0 for all. By default 50 in a table, otherwise all.")
  private Long limit;

  /** How many items are printed. */
  long most(OutputFormat output) {
    if (limit == null) {
      return output == OutputFormat.TABLE ? ROWS_FOR_PEOPLE : ALL;
    }
    if (limit < 0) {
      throw new ParameterException(command.commandLine(), "--limit must be 0 or more.");
    }
    return limit == 0 ? ALL : limit;
  }
}
