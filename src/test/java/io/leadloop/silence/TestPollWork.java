package io.leadloop.silence;

/** The statements of polls, for tests of the lane. */
public final class TestPollWork {
  public static final String DUE = PollWork.DUE;

  private TestPollWork() {}
}
