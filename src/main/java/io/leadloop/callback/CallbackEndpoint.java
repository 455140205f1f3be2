package io.leadloop.callback;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * An address that Oplead calls. Method, body and retries are not documented
 * (src/docs/administrator/oplead.md), so every form is accepted and the answer waits for durability
 * only. The header Accept is ignored, so that it loses no callback. {@link CallbackTokenFilter} has
 * verified the token when a method runs.
 *
 * @param <T> the meaning of the token in the address
 */
@Consumes(MediaType.WILDCARD)
abstract class CallbackEndpoint<T> {
  private static final String BODY = "{}";
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final int maxBodyBytes;

  CallbackEndpoint(CallbackConfig config) {
    this.maxBodyBytes = config.maxBodyBytes();
  }

  /** Stores the callback, durably. */
  abstract Uni<Void> store(T token, SentBody sent);

  @POST
  @Path("{token}")
  public Uni<RestResponse<String>> post(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  @PUT
  @Path("{token}")
  public Uni<RestResponse<String>> put(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  @PATCH
  @Path("{token}")
  public Uni<RestResponse<String>> patch(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  /** Some senders try an address before they use it; others write what they report into it. */
  @GET
  @Path("{token}")
  public Uni<RestResponse<String>> handshakeOrCallback(
      @PathParam("token") String token, @Context RoutingContext request) {
    String query = request.request().query();
    return query == null || query.isEmpty()
        ? Uni.createFrom().item(CallbackEndpoint::answer)
        : take(null, null, request);
  }

  @HEAD
  @Path("{token}")
  public RestResponse<String> probe(@PathParam("token") String token) {
    return answer();
  }

  /** The answer once it is durable; {@code store-unavailable} where it cannot be. */
  private Uni<RestResponse<String>> take(String contentType, byte[] body, RoutingContext request) {
    SentBody sent =
        SentBody.of(contentType, body, request.request().query())
            .decoded(request.request().getHeader(HttpHeaders.CONTENT_ENCODING), maxBodyBytes);
    return store(CallbackTokenFilter.verified(request), sent)
        .replaceWith(CallbackEndpoint::answer)
        .onFailure()
        .transform(
            e ->
                ProblemException.passing(
                    ErrorCode.STORE_UNAVAILABLE,
                    "Neither Kafka nor the database can store the callback now.",
                    COME_BACK_AFTER));
  }

  private static RestResponse<String> answer() {
    return ResponseBuilder.ok(BODY, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
