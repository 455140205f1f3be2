package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.admin.provider.ProviderPatch;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages that change a provider: its settings, and whether its keys are valid. */
@Site
@Path(ProviderPath.PROVIDER + "/change")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderChangePageResource {
  private static final String DISABLE = "/disable";

  private final ProviderAdministration providers;
  private final Forms forms;

  ProviderChangePageResource(ProviderAdministration providers, Forms forms) {
    this.providers = providers;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> settings(@PathParam("provider") String slug) {
    return providers
        .show(slug)
        .chain(provider -> forms.show(settingsOf(slug).holding(ProviderForms.current(provider))));
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> change(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        settingsOf(slug),
        posted,
        () -> change(slug, forms.read(ProviderForms.SETTINGS, posted, ProviderPatch.class)));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(DISABLE)
  public Uni<String> confirm(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(disablingOf(slug)));
  }

  @POST
  @Path(DISABLE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> disable(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        disablingOf(slug),
        posted,
        () -> {
          Form.requireName(posted, slug);
          return change(slug, new ProviderPatch(null, true, null, null));
        });
  }

  @POST
  @Path("/enable")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> enable(@PathParam("provider") String slug) {
    return change(slug, new ProviderPatch(null, false, null, null));
  }

  private Uni<RestResponse<?>> change(String slug, ProviderPatch patch) {
    return providers.change(slug, patch).map(changed -> forms.to(ProviderPath.done(slug)));
  }

  private static Form settingsOf(String slug) {
    return ProviderPath.form(ProviderForms.SETTINGS, slug, "/change");
  }

  private static Form disablingOf(String slug) {
    return ProviderPath.form(ProviderForms.DISABLE, slug, "/change" + DISABLE);
  }
}
