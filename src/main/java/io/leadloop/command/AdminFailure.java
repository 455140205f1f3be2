package io.leadloop.command;

/** A command failed; the message is for the user. */
final class AdminFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  AdminFailure(String message) {
    super(message);
  }
}
