package io.leadloop.command;

/** A command did not work; the message is for whoever typed it. */
final class AdminFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  AdminFailure(String message) {
    super(message);
  }
}
