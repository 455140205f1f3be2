package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerArchive;
import io.leadloop.admin.customer.CustomerPatch;
import io.leadloop.admin.customer.NewToken;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.console.form.Forms;
import io.leadloop.http.PathPatterns;
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
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The pages that change a customer: its settings, its token, which no page shows, and its archival.
 */
@Site
@Path(CustomerChangePageResource.CUSTOMER)
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class CustomerChangePageResource {
  static final String CUSTOMER = "/console/customers/{customer:" + PathPatterns.SLUG + "}/change";
  private static final String TOKEN = "/token";
  private static final String ARCHIVE = "/archive";

  private final CustomerAdministration customers;
  private final CustomerArchive archive;
  private final SavedTokenCheck saved;
  private final Forms forms;

  CustomerChangePageResource(
      CustomerAdministration customers,
      CustomerArchive archive,
      SavedTokenCheck saved,
      Forms forms) {
    this.customers = customers;
    this.archive = archive;
    this.saved = saved;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> settings(@PathParam("customer") String slug) {
    return customers
        .show(slug)
        .chain(
            customer ->
                forms.show(
                    form(CustomerForms.SETTINGS, slug, "")
                        .holding(CustomerForms.current(customer))));
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> change(@PathParam("customer") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(CustomerForms.SETTINGS, slug, ""),
        posted,
        () ->
            customers
                .change(slug, forms.read(CustomerForms.SETTINGS, posted, CustomerPatch.class))
                .map(changed -> forms.to(page(slug) + "?done=1")));
  }

  @GET
  @BoundedRead
  @Path(TOKEN)
  public Uni<String> token(@PathParam("customer") String slug) {
    return customers
        .show(slug)
        .chain(customer -> forms.show(form(CustomerForms.TOKEN, slug, TOKEN)));
  }

  /** Leads to the customer's page, with the result of a check of the new token. */
  @POST
  @Path(TOKEN)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> rotate(@PathParam("customer") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(CustomerForms.TOKEN, slug, TOKEN),
        posted,
        () ->
            customers
                .rotateToken(slug, forms.read(CustomerForms.TOKEN, posted, NewToken.class))
                .call(changed -> saved.check(slug))
                .map(changed -> forms.to(page(slug) + "?done=verified")));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(ARCHIVE)
  public Uni<String> confirm(@PathParam("customer") String slug) {
    return customers
        .show(slug)
        .chain(customer -> forms.show(form(CustomerForms.ARCHIVE, slug, ARCHIVE)));
  }

  @POST
  @Path(ARCHIVE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> archive(@PathParam("customer") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(CustomerForms.ARCHIVE, slug, ARCHIVE),
        posted,
        () -> {
          Form.requireName(posted, slug);
          return archive.archive(slug).map(archived -> forms.to(page(slug) + "?done=1"));
        });
  }

  private static Form form(FormDefinition definition, String slug, String path) {
    return Form.of(definition, slug, page(slug), page(slug) + "/change" + path);
  }

  private static String page(String slug) {
    return "console/customers/" + slug;
  }
}
