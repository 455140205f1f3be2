package io.leadloop.admin.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.Slug;
import io.leadloop.http.Page;
import io.leadloop.oplead.SubscriptionKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the gateway is subscribed to at a customer's Oplead, for administrators. */
@Path(CustomerResource.PATH + "/{customer:" + Slug.IN_PATH + "}/subscriptions")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionAdminResource {
  private static final String ONE = "/{kind:assigned|status|appointment}";

  private final SubscriptionAdministration subscriptions;

  SubscriptionAdminResource(SubscriptionAdministration subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** All of them, with how far each is. */
  @GET
  @BoundedRead
  @APIResponse(responseCode = "200", ref = "Subscriptions")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Page<SubscriptionView>> list(@PathParam("customer") String slug) {
    return subscriptions.list(slug).map(all -> new Page<>(all, null));
  }

  /** Subscribes to it, if the gateway is not; Oplead is told soon, within the quota. */
  @PUT
  @Path(ONE)
  @APIResponse(responseCode = "200", ref = "Subscription")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<SubscriptionView> subscribe(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.subscribe(slug, kind(kind));
  }

  /** Makes it anew at Oplead, and ends the old one after that. */
  @POST
  @Path(ONE + "/renew")
  @APIResponse(responseCode = "200", ref = "Subscription")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<SubscriptionView> renew(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.renew(slug, kind(kind));
  }

  /** Ends it at Oplead; it is in the list until it has ended there. */
  @DELETE
  @Path(ONE)
  @APIResponse(responseCode = "200", ref = "Subscription")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<SubscriptionView> end(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.end(slug, kind(kind));
  }

  private static SubscriptionKind kind(String wire) {
    return SubscriptionKind.ofWireName(wire).orElseThrow();
  }
}
