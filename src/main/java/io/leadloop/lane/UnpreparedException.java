package io.leadloop.lane;

/**
 * The gateway could not read what it was to send, so nothing was sent, and Oplead has no part in
 * that.
 */
public final class UnpreparedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnpreparedException(Throwable cause) {
    super(cause);
  }
}
