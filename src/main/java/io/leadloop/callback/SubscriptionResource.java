package io.leadloop.callback;

import io.leadloop.feedback.callback.Notifications;
import io.leadloop.feedback.callback.SubscriptionToken;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Where Oplead reports what the gateway is subscribed to, one address per kind and customer. As at
 * a lead's own address, every form is taken. What concerns no lead of ours is answered 200 like the
 * rest, or Oplead might give the subscription up.
 */
@Path("/callbacks/subscriptions/{token}")
@Consumes(MediaType.WILDCARD)
public class SubscriptionResource {
  private final Notifications notifications;

  SubscriptionResource(Notifications notifications) {
    this.notifications = notifications;
  }

  @POST
  @APIResponse(
      responseCode = "200",
      description = "It is durable, or concerns no lead that went through this gateway.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "taken", ref = "Taken")))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<String>> post(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  @PUT
  @APIResponse(
      responseCode = "200",
      description = "It is durable, or concerns no lead that went through this gateway.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "taken", ref = "Taken")))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<String>> put(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  @PATCH
  @APIResponse(
      responseCode = "200",
      description = "It is durable, or concerns no lead that went through this gateway.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "taken", ref = "Taken")))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<String>> patch(
      @PathParam("token") String token,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte[] body,
      @Context RoutingContext request) {
    return take(contentType, body, request);
  }

  /** Some senders try an address before they use it; others write what they report into it. */
  @GET
  @APIResponse(
      responseCode = "200",
      description = "The address is good; with a query, which is a callback: it is durable.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "taken", ref = "Taken")))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<String>> handshakeOrCallback(
      @PathParam("token") String token, @Context RoutingContext request) {
    String query = request.request().query();
    return query == null || query.isEmpty()
        ? Uni.createFrom().item(Taken::answer)
        : take(null, null, request);
  }

  @HEAD
  @APIResponse(
      responseCode = "200",
      description = "The address is good.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "taken", ref = "Taken")))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public RestResponse<String> probe(@PathParam("token") String token) {
    return Taken.answer();
  }

  private Uni<RestResponse<String>> take(String contentType, byte[] body, RoutingContext request) {
    SubscriptionToken token = CallbackTokenFilter.verified(request);
    SentBody sent = SentBody.of(contentType, body, request.request().query());
    return Taken.once(notifications.take(token, sent.contentType(), sent.body()));
  }
}
