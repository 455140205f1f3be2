package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.SubscriptionAdministration;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.http.PathPatterns;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Changes the subscriptions at a customer's Oplead. */
@Site
@Path(
    "/console/customers/{customer:"
        + PathPatterns.SLUG
        + "}/subscriptions/{kind:assigned|status|appointment}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class SubscriptionPageResource {
  private final CustomerAdministration customers;
  private final SubscriptionAdministration subscriptions;
  private final Forms forms;

  SubscriptionPageResource(
      CustomerAdministration customers, SubscriptionAdministration subscriptions, Forms forms) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.forms = forms;
  }

  /** Oplead is asked soon. */
  @POST
  @Path("/ask")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> ask(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.subscribe(slug, kind(kind)).map(done -> back(slug));
  }

  @POST
  @Path("/renew")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> renew(
      @PathParam("customer") String slug, @PathParam("kind") String kind) {
    return subscriptions.renew(slug, kind(kind)).map(done -> back(slug));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path("/end")
  public Uni<String> confirm(@PathParam("customer") String slug, @PathParam("kind") String kind) {
    return customers.show(slug).chain(customer -> forms.show(form(slug, kind)));
  }

  @POST
  @Path("/end")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> end(
      @PathParam("customer") String slug, @PathParam("kind") String kind, byte[] body) {
    Supplier<Uni<RestResponse<?>>> end =
        () -> subscriptions.end(slug, kind(kind)).map(done -> back(slug));
    return forms.submit(form(slug, kind), FormFields.of(body), end);
  }

  private static Form form(String slug, String kind) {
    String page = "console/customers/" + slug;
    return Form.of(
        CustomerForms.END_SUBSCRIPTION,
        slug + " · " + kind,
        page,
        page + "/subscriptions/" + kind + "/end");
  }

  private RestResponse<?> back(String slug) {
    return forms.to("console/customers/" + slug + "?done=1");
  }

  private static SubscriptionKind kind(String wire) {
    return SubscriptionKind.ofWireName(wire).orElseThrow();
  }
}
