package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerGrants;
import io.leadloop.admin.customer.CustomerView;
import io.leadloop.admin.customer.GrantView;
import io.leadloop.admin.customer.SubscriptionAdministration;
import io.leadloop.admin.customer.SubscriptionView;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalConfig;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one customer. */
@Site
@Path("/console/customers/{customer:" + PathPatterns.SLUG + "}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class CustomerPageResource {
  private static final int MOST_GRANTS = 50;
  private static final Page<GrantView> NO_GRANTS = new Page<>(List.of(), null);
  private static final List<String> KINDS = List.of("status", "appointment", "assigned");

  private final CustomerAdministration customers;
  private final SubscriptionAdministration subscriptions;
  private final CustomerGrants grants;
  private final LaneWatch lanes;
  private final PortalConfig portal;
  private final Pages pages;

  CustomerPageResource(
      CustomerAdministration customers,
      SubscriptionAdministration subscriptions,
      CustomerGrants grants,
      LaneWatch lanes,
      PortalConfig portal,
      Pages pages) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.grants = grants;
    this.lanes = lanes;
    this.portal = portal;
    this.pages = pages;
  }

  /**
   * @param after the cursor of a further page of grants
   */
  @GET
  @BoundedRead
  public Uni<String> show(
      @PathParam("customer") String slug,
      @RestQuery Optional<String> done,
      @RestQuery Optional<String> after) {
    UUID cursor = after.map(CustomerPageResource::cursor).orElse(null);
    return lanes
        .read(slug)
        .chain(
            lane ->
                subscriptions
                    .list(slug)
                    .chain(
                        all ->
                            grants
                                .of(slug, cursor, MOST_GRANTS)
                                .chain(granted -> show(lane, all, granted, done.orElse(null)))));
  }

  private Uni<String> show(
      WatchedLane lane, List<SubscriptionView> all, Page<GrantView> granted, String done) {
    List<String> missing =
        KINDS.stream()
            .filter(kind -> all.stream().noneMatch(one -> one.kind().equals(kind)))
            .toList();
    return pages.html(
        page -> new CustomerPage(page, lane, all, missing, granted, portal.enabled(), done));
  }

  /** The lane, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path("/live")
  public Uni<RestResponse<String>> live(
      @PathParam("customer") String slug, @RestQuery Optional<String> seen) {
    return lanes
        .watch(slug)
        .chain(
            lane ->
                pages.fragment(
                    page ->
                        new CustomerPage(page, lane, List.of(), List.of(), NO_GRANTS, false, null),
                    "lane",
                    Map.of("watched", lane, "hasPortal", portal.enabled()),
                    seen,
                    lane.version()));
  }

  /** Its leads wait from then on. */
  @POST
  @Path("/pause")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> pause(@PathParam("customer") String slug) {
    return customers.pause(slug).map(this::back);
  }

  /** Its leads follow in order, whatever stopped them. */
  @POST
  @Path("/resume")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> resume(@PathParam("customer") String slug) {
    return customers.resume(slug).map(this::back);
  }

  /** Asks its Oplead whether the token is good; the page shows the answer. */
  @POST
  @Path("/verify")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> verify(@PathParam("customer") String slug) {
    return customers.verify(slug).map(customer -> back(customer, "verified"));
  }

  private RestResponse<Void> back(CustomerView customer) {
    return back(customer, "1");
  }

  private RestResponse<Void> back(CustomerView customer, String done) {
    return pages.to("console/customers/" + customer.slug() + "?done=" + done).build();
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException();
    }
  }
}
