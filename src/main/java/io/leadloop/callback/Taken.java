package io.leadloop.callback;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** How whatever Oplead sends is answered. */
final class Taken {
  private static final String BODY = "{}";
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private Taken() {}

  static RestResponse<String> answer() {
    return ResponseBuilder.ok(BODY, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** The answer once it is durable; {@code store-unavailable} where it cannot be. */
  static Uni<RestResponse<String>> once(Uni<Void> durable) {
    return durable
        .replaceWith(Taken::answer)
        .onFailure()
        .transform(
            e ->
                ProblemException.passing(
                    ErrorCode.STORE_UNAVAILABLE,
                    "Neither Kafka nor the database can store the callback now.",
                    COME_BACK_AFTER));
  }
}
