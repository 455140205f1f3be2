package io.leadloop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of every request. */
@ConfigMapping(prefix = "leadloop.http")
public interface HttpConfig {
  /**
   * The maximum length of a body in bytes: rejected by its announced length before it is read,
   * otherwise as soon as it exceeds the limit. For bulk leads it is the maximum length of a line.
   */
  @WithDefault("1048576")
  @Min(1)
  @Max(67_108_864)
  long maxBodyBytes();

  /**
   * Time-out for receiving a body. For bulk leads: how long responses may stay unread, or memory be
   * unavailable, before the request is ended.
   */
  @WithDefault("PT30S")
  @DurationMin(millis = 1)
  Duration bodyTimeout();

  /**
   * Bytes that one replica holds of bodies and unread responses; by default an eighth of the heap.
   * Providers share three quarters (503 beyond), one provider may use a quarter of that (429
   * beyond); callbacks and administrators have an eighth each. A provider's share has room for at
   * least eight bodies of {@code leadloop.http.max-body-bytes}.
   */
  Optional<@Min(1_048_576) @Max(68_719_476_736L) Long> memoryBytes();
}
