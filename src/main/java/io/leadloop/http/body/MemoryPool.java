package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number of bytes that several callers share, each up to its part. Shares are small and never
 * removed: there are no more of them than providers.
 */
final class MemoryPool {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final long limit;
  private final long shareLimit;
  private final ErrorCode overShare;
  private final AtomicLong held = new AtomicLong();
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  /**
   * @param minShare the minimum size of a share, and so of the pool
   * @param overShare the rejection of a caller that uses its whole share
   * @param parts the pool's size divided by a share's
   */
  MemoryPool(long bytes, long minShare, ErrorCode overShare, int parts) {
    this.limit = Math.max(bytes, minShare);
    this.shareLimit = Math.max(bytes / parts, minShare);
    this.overShare = overShare;
  }

  Share share(String caller) {
    Share known = shares.get(caller);
    return known == null ? shares.computeIfAbsent(caller, c -> new Share()) : known;
  }

  long held() {
    return held.get();
  }

  private static ProblemException refused(ErrorCode code, String detail) {
    return ProblemException.passing(code, detail, RETRY_AFTER);
  }

  /** One caller's share. */
  final class Share {
    private final AtomicLong used = new AtomicLong();

    /**
     * @throws ProblemException if the caller, or all callers together, would hold too much
     */
    void take(long bytes) {
      if (used.addAndGet(bytes) > shareLimit) {
        used.addAndGet(-bytes);
        throw refused(
            overShare, "Your open requests hold all the memory of one caller; send fewer at once.");
      }
      if (held.addAndGet(bytes) > limit) {
        give(bytes);
        throw refused(
            ErrorCode.STORE_UNAVAILABLE, "Too many bodies arrive at once; send this one again.");
      }
    }

    void give(long bytes) {
      held.addAndGet(-bytes);
      used.addAndGet(-bytes);
    }
  }
}
