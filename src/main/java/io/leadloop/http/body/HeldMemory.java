package io.leadloop.http.body;

import io.leadloop.error.ProblemException;

/** What one request holds of the {@link BodyBudget}. Used on the request's event loop only. */
public final class HeldMemory {
  private final MemoryPool.Share share;
  private long bytes;
  private boolean closed;

  HeldMemory(MemoryPool.Share share) {
    this.share = share;
  }

  /**
   * @throws ProblemException when the memory is used up; what was held before still is
   */
  public void take(long more) {
    if (!closed) {
      share.take(more);
      bytes += more;
    }
  }

  /** Gives back a part. */
  public void give(long less) {
    if (!closed) {
      share.give(less);
      bytes -= less;
    }
  }

  /** Gives back the rest, for good; more than once is the same as once. */
  public void close() {
    if (!closed) {
      closed = true;
      share.give(bytes);
      bytes = 0;
    }
  }
}
