package io.leadloop.push.request;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.limit.Allowances;
import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The endpoints of the calling provider ({@code src/docs/provider/push.md}). */
@Path(EndpointResource.PATH)
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {
  static final String PATH = "/v1/me/endpoints";
  private static final String ONE = "/{endpoint:" + PathPatterns.UUID + "}";

  private final Caller caller;
  private final Allowances allowances;
  private final EndpointRequests endpoints;

  EndpointResource(Caller caller, Allowances allowances, EndpointRequests endpoints) {
    this.caller = caller;
    this.allowances = allowances;
    this.endpoints = endpoints;
  }

  /**
   * Registers an endpoint, which is pending until it passes the handshake; its secret is shown
   * once.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "201", ref = "RegisteredEndpoint")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "409", ref = "TooManyEndpoints")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<EndpointView>> register(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "NewEndpoint"),
                      examples = @ExampleObject(name = "newEndpoint", ref = "NewEndpoint")))
          byte[] body) {
    return endpoints
        .register(caller.provider(), body)
        .map(
            added ->
                ResponseBuilder.create(Status.CREATED, added)
                    .header(HttpHeaders.LOCATION, PATH + "/" + added.id())
                    .build());
  }

  /** All of the caller's endpoints, oldest first. */
  @GET
  @BoundedRead
  @APIResponse(responseCode = "200", ref = "Endpoints")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Page<EndpointView>> list() {
    return endpoints.list(caller.provider());
  }

  /** One endpoint, and how far it is. */
  @GET
  @BoundedRead
  @Path(ONE)
  @APIResponse(responseCode = "200", ref = "Endpoint")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<EndpointView> show(@PathParam("endpoint") String id) {
    return endpoints.show(caller.provider(), id);
  }

  /** Changes the members in the body; a changed URL has to pass the handshake again. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE)
  @APIResponse(responseCode = "200", ref = "Endpoint")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<EndpointView> change(
      @PathParam("endpoint") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(ref = "EndpointPatch"),
                      examples = @ExampleObject(name = "endpointPatch", ref = "EndpointPatch")))
          byte[] body) {
    return endpoints.change(caller.provider(), id, body);
  }

  /** Removes an endpoint; what it has not received stays in the feed. */
  @DELETE
  @Path(ONE)
  @APIResponse(responseCode = "204", ref = "Done")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Void> remove(@PathParam("endpoint") String id) {
    return endpoints.remove(caller.provider(), id);
  }

  /** Does the handshake, which makes a pending endpoint active. */
  @POST
  @Path(ONE + "/verify")
  @APIResponse(responseCode = "200", ref = "Verification")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "429", ref = "RateLimited")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<VerificationView> verify(
      @PathParam("endpoint") String id, @Context RoutingContext request) {
    Provider provider = caller.provider();
    return allowances
        .take(provider, request.response())
        .chain(() -> endpoints.verify(provider, id));
  }

  /** Stops delivery; events wait. */
  @POST
  @Path(ONE + "/pause")
  @APIResponse(responseCode = "200", ref = "Endpoint")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "EndpointState")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<EndpointView> pause(@PathParam("endpoint") String id) {
    return endpoints.pause(caller.provider(), id);
  }

  /** Continues delivery where it stopped, or from now on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/resume")
  @APIResponse(responseCode = "200", ref = "Endpoint")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "EndpointState")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<EndpointView> resume(
      @PathParam("endpoint") String id,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = Resumption.class),
                      examples = @ExampleObject(name = "resumption", ref = "Resumption")))
          byte[] body) {
    return endpoints.resume(caller.provider(), id, body);
  }

  /** Issues a new secret, shown once; the one before signs as well until the overlap ends. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/rotate")
  @APIResponse(responseCode = "200", ref = "RotatedEndpoint")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<EndpointView> rotate(
      @PathParam("endpoint") String id,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = Rotation.class),
                      examples = @ExampleObject(name = "rotation", ref = "Rotation")))
          byte[] body) {
    return endpoints.rotate(caller.provider(), id, body);
  }

  /** Sends events again: all since a point, all of a lead, or one, which is sent at once. */
  @POST
  @Path(ONE + "/resend")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "Resend")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "429", ref = "RateLimited")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<ResendView> resend(
      @PathParam("endpoint") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = ResendRequest.class),
                      examples = @ExampleObject(name = "resendRequest", ref = "ResendRequest")))
          byte[] body,
      @Context RoutingContext request) {
    Provider provider = caller.provider();
    return allowances
        .take(provider, request.response())
        .chain(() -> endpoints.resend(provider, id, body));
  }

  /** The attempts of the last weeks, newest first. */
  @GET
  @BoundedRead
  @Path(ONE + "/deliveries")
  @APIResponse(responseCode = "200", ref = "Deliveries")
  @APIResponse(responseCode = "400", ref = "InvalidParameter")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Page<DeliveryView>> deliveries(
      @PathParam("endpoint") String id, @BeanParam DeliveryParameters parameters) {
    return endpoints.deliveries(caller.provider(), id, parameters);
  }
}
