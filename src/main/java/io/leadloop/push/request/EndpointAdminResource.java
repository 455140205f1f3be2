package io.leadloop.push.request;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The endpoints of providers, for administrators ({@code src/docs/provider/push.md}). */
@Path(EndpointAdminResource.PROVIDERS + "/{provider:" + PathPatterns.SLUG + "}/endpoints")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class EndpointAdminResource {
  static final String PROVIDERS = "/admin/v1/providers";
  private static final String ONE = "/{endpoint:" + PathPatterns.UUID + "}";

  private final Providers providers;
  private final EndpointRequests endpoints;

  EndpointAdminResource(Providers providers, EndpointRequests endpoints) {
    this.providers = providers;
    this.endpoints = endpoints;
  }

  /**
   * Registers an endpoint, which is pending until it passes the handshake; its secret is shown
   * once.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<EndpointView>> register(@PathParam("provider") String slug, byte[] body) {
    return find(slug)
        .chain(provider -> endpoints.register(provider, body))
        .map(
            added ->
                ResponseBuilder.create(Status.CREATED, added)
                    .header(
                        HttpHeaders.LOCATION, PROVIDERS + "/" + slug + "/endpoints/" + added.id())
                    .build());
  }

  /** All of the provider's endpoints, oldest first. */
  @GET
  @BoundedRead
  public Uni<Page<EndpointView>> list(@PathParam("provider") String slug) {
    return find(slug).chain(provider -> endpoints.list(provider));
  }

  /** One endpoint, and how far it is. */
  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<EndpointView> show(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return find(slug).chain(provider -> endpoints.show(provider, id));
  }

  /** Changes the members in the body; a changed URL has to pass the handshake again. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE)
  public Uni<EndpointView> change(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    return find(slug).chain(provider -> endpoints.change(provider, id, body));
  }

  /** Removes an endpoint; what it has not received stays in the feed. */
  @DELETE
  @Path(ONE)
  public Uni<Void> remove(@PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return find(slug).chain(provider -> endpoints.remove(provider, id));
  }

  /** Does the handshake, which makes a pending endpoint active. */
  @POST
  @Path(ONE + "/verify")
  public Uni<VerificationView> verify(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return find(slug).chain(provider -> endpoints.verify(provider, id));
  }

  /** Stops delivery; events wait. */
  @POST
  @Path(ONE + "/pause")
  public Uni<EndpointView> pause(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return find(slug).chain(provider -> endpoints.pause(provider, id));
  }

  /** Continues delivery where it stopped, or from now on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/resume")
  public Uni<EndpointView> resume(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    return find(slug).chain(provider -> endpoints.resume(provider, id, body));
  }

  /** Issues a new secret, shown once; the one before signs as well until the overlap ends. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/rotate")
  public Uni<EndpointView> rotate(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    return find(slug).chain(provider -> endpoints.rotate(provider, id, body));
  }

  /** Sends events again: all since a point, all of a lead, or one, which is sent at once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path(ONE + "/resend")
  public Uni<ResendView> resend(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    return find(slug).chain(provider -> endpoints.resend(provider, id, body));
  }

  /** The attempts of the last weeks, newest first. */
  @GET
  @BoundedRead
  @Path(ONE + "/deliveries")
  public Uni<Page<DeliveryView>> deliveries(
      @PathParam("provider") String slug,
      @PathParam("endpoint") String id,
      @BeanParam DeliveryParameters parameters) {
    return find(slug).chain(provider -> endpoints.deliveries(provider, id, parameters));
  }

  private Uni<Provider> find(String slug) {
    return providers.find(slug).map(found -> found.orElseThrow(EndpointAdminResource::noProvider));
  }

  private static ProblemException noProvider() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such provider.");
  }
}
