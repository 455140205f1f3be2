package io.leadloop.http.body;

import io.leadloop.error.ProblemException;

/** One request's part of the {@link BodyBudget}. Used on the request's event loop only. */
public final class HeldMemory {
  private final MemoryPool.Share share;
  private long bytes;
  private boolean closed;

  HeldMemory(MemoryPool.Share share) {
    this.share = share;
  }

  /**
   * @throws ProblemException if there is no room; what was held before is kept
   */
  public void take(long more) {
    if (!closed) {
      share.take(more);
      bytes += more;
    }
  }

  /** Releases a part. */
  public void give(long less) {
    if (!closed) {
      share.give(less);
      bytes -= less;
    }
  }

  /** Releases the rest; idempotent. */
  public void close() {
    if (!closed) {
      closed = true;
      share.give(bytes);
      bytes = 0;
    }
  }
}
