package io.leadloop.command.call;

/** How a command ended, for scripts. */
public enum ExitStatus {
  OK(0),
  /**
   * The gateway refused, a file cannot be used, or the output cannot be written; the same command
   * would fail again.
   */
  FAILED(1),
  /** The command line is wrong, or the gateway's address; the number is picocli's. */
  WRONG_USAGE(2),
  /** The command was carried out, and its result is negative: refused, not passed, different. */
  NEGATIVE(3),
  /** The gateway does not answer, or not now; the same command may succeed later. */
  UNAVAILABLE(4);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The number that the process returns. */
  public int code() {
    return code;
  }

  /** Of a check. */
  public static int of(boolean passed) {
    return (passed ? OK : NEGATIVE).code;
  }

  /** Of a request that was answered with an error. */
  static ExitStatus ofHttp(int status) {
    return status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR ? UNAVAILABLE : FAILED;
  }
}
