package io.leadloop.limit;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * The state of a provider's limit, as every answer reports it. Permits that other replicas have
 * spent since the database was asked are not in it.
 *
 * @param granted whether this lead may come
 * @param remaining leads that may come now
 * @param next microseconds until the next lead may come, if this one may not
 * @param full microseconds until a whole burst may come
 */
public record Allowance(IntakeLimit limit, boolean granted, long remaining, long next, long full) {

  /**
   * @param spent microseconds until all of the limit is available again
   */
  static Allowance of(IntakeLimit limit, boolean granted, long spent) {
    return new Allowance(
        limit,
        granted,
        granted ? limit.free(spent) : 0,
        granted ? 0 : limit.untilFree(1, spent),
        spent);
  }

  /**
   * Sets the headers of draft-ietf-httpapi-ratelimit-headers, also for a problem to come. Of an
   * answer that goes out line by line, the first line's count.
   */
  void tell(HttpServerResponse response) {
    if (!response.headWritten()) {
      response.putHeader("RateLimit-Policy", limit.policy()).putHeader("RateLimit", rateLimit());
    }
  }

  String rateLimit() {
    return "\"leads\";r=" + remaining + ";t=" + IntakeLimit.seconds(full);
  }

  /** Fails with {@code rate-limited} when the lead may not come. */
  void require() {
    if (!granted) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED,
          "At most %d leads at once and %d a minute."
              .formatted(limit.burst(), limit.leadsPerMinute()),
          Duration.ofSeconds(Math.max(1, IntakeLimit.seconds(next))));
    }
  }
}
