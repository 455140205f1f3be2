package io.leadloop.admin.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
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

/** Subscriptions at a customer's Oplead, for administrators. */
@Path(CustomerResource.PATH + "/{customer:" + PathPatterns.SLUG + "}/subscriptions")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionAdminResource {
  private static final String ONE = "/{kind:assigned|status|appointment}";

  private final SubscriptionAdministration subscriptions;

  SubscriptionAdminResource(SubscriptionAdministration subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** All subscriptions with their states. */
  @GET
  @BoundedRead
  public Uni<Page<SubscriptionView>> list(@PathParam("customer") String slug) {
    return subscriptions.list(slug).map(all -> new Page<>(all, null));
  }

  /** Subscribes unless subscribed; Oplead is called soon, within the quota. */
  @PUT
  @Path(ONE)
  public Uni<SubscriptionView> subscribe(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.subscribe(slug, kind(kind));
  }

  /** Creates a new subscription at Oplead and then cancels the old one. */
  @POST
  @Path(ONE + "/renew")
  public Uni<SubscriptionView> renew(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.renew(slug, kind(kind));
  }

  /** Cancels the subscription at Oplead; it is listed until Oplead has cancelled it. */
  @DELETE
  @Path(ONE)
  public Uni<SubscriptionView> end(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.end(slug, kind(kind));
  }

  private static SubscriptionKind kind(String wire) {
    return SubscriptionKind.ofWireName(wire).orElseThrow();
  }
}
