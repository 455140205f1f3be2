package io.leadloop.command.call;

/** A command failed; the message is for the user. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitStatus status;

  public CommandFailure(String message) {
    this(ExitStatus.FAILED, message);
  }

  public CommandFailure(ExitStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** What the process returns. */
  public ExitStatus status() {
    return status;
  }
}
