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
  public Uni<RestResponse<EndpointView>> register(byte[] body) {
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
  public Uni<Page<EndpointView>> list() {
    return endpoints.list(caller.provider());
  }

  /** One endpoint, and how far it is. */
  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<EndpointView> show(@PathParam("endpoint") String id) {
    return endpoints.show(caller.provider(), id);
  }

  /** Changes the members in the body; a changed URL has to pass the handshake again. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE)
  public Uni<EndpointView> change(@PathParam("endpoint") String id, byte[] body) {
    return endpoints.change(caller.provider(), id, body);
  }

  /** Removes an endpoint; what it has not received stays in the feed. */
  @DELETE
  @Path(ONE)
  public Uni<Void> remove(@PathParam("endpoint") String id) {
    return endpoints.remove(caller.provider(), id);
  }

  /** Does the handshake, which makes a pending endpoint active. */
  @POST
  @Path(ONE + "/verify")
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
  public Uni<EndpointView> pause(@PathParam("endpoint") String id) {
    return endpoints.pause(caller.provider(), id);
  }

  /** Continues delivery where it stopped, or from now on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/resume")
  public Uni<EndpointView> resume(@PathParam("endpoint") String id, byte[] body) {
    return endpoints.resume(caller.provider(), id, body);
  }

  /** Issues a new secret, shown once; the one before signs as well until the overlap ends. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/rotate")
  public Uni<EndpointView> rotate(@PathParam("endpoint") String id, byte[] body) {
    return endpoints.rotate(caller.provider(), id, body);
  }

  /** Sends events again: all since a point, all of a lead, or one, which is sent at once. */
  @POST
  @Path(ONE + "/resend")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<ResendView> resend(
      @PathParam("endpoint") String id, byte[] body, @Context RoutingContext request) {
    Provider provider = caller.provider();
    return allowances
        .take(provider, request.response())
        .chain(() -> endpoints.resend(provider, id, body));
  }

  /** The attempts of the last weeks, newest first. */
  @GET
  @BoundedRead
  @Path(ONE + "/deliveries")
  public Uni<Page<DeliveryView>> deliveries(
      @PathParam("endpoint") String id, @BeanParam DeliveryParameters parameters) {
    return endpoints.deliveries(caller.provider(), id, parameters);
  }
}
