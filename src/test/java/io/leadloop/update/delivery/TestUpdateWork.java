package io.leadloop.update.delivery;

/** The statements of updates, for tests of the lane. */
public final class TestUpdateWork {
  public static final String CLAIM = UpdateWork.CLAIM;
  public static final String DUE = UpdateWork.DUE;

  private TestUpdateWork() {}
}
