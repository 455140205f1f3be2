package io.leadloop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What holds for every request. */
@ConfigMapping(prefix = "leadloop.http")
public interface HttpConfig {
  /**
   * The longest body, in bytes: refused by its announced length before it is read, otherwise as
   * soon as it has grown longer. For leads in bulk it is the longest line.
   */
  @WithDefault("1048576")
  @Min(1)
  @Max(67_108_864)
  long maxBodyBytes();

  /**
   * How long a body may take to arrive. For leads in bulk: how long the client may leave answers
   * unread, and the gateway may lack memory, before the request is ended.
   */
  @WithDefault("PT30S")
  @DurationMin(millis = 1)
  Duration bodyTimeout();

  /**
   * How many bytes one replica holds of bodies and unread answers; an eighth of the heap unless
   * set. Beyond three quarters providers are answered with 503, one provider beyond a quarter of
   * that with 429; callbacks and administrators have an eighth each. A provider's part has room for
   * eight bodies of {@code leadloop.http.max-body-bytes}, however small the heap is.
   */
  Optional<@Min(1_048_576) @Max(68_719_476_736L) Long> memoryBytes();
}
