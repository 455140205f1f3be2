package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerView;
import io.leadloop.admin.customer.NewCustomer;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that onboards a customer. Its path is no customer's: a slug has no underscore. */
@Site
@Path("/console/customers/_new")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class NewCustomerPageResource {
  private static final Form FORM =
      Form.of(CustomerForms.NEW, "", "console/customers", "console/customers/_new");

  private final CustomerAdministration customers;
  private final SavedTokenCheck saved;
  private final Forms forms;

  NewCustomerPageResource(CustomerAdministration customers, SavedTokenCheck saved, Forms forms) {
    this.customers = customers;
    this.saved = saved;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return forms.show(FORM.holding(CustomerForms.usual()));
  }

  /** Leads to the new customer's page, with the result of a check of its token. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> onboard(byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        FORM,
        posted,
        () ->
            customers
                .onboard(forms.read(CustomerForms.NEW, posted, NewCustomer.class))
                .map(CustomerView::slug)
                .call(saved::check)
                .map(slug -> forms.to("console/customers/" + slug + "?done=verified")));
  }
}
