package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.admin.provider.ProviderArchive;
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

/** The pages that change a provider: its settings, whether its keys are valid, and its archival. */
@Site
@Path(ProviderPath.PROVIDER + "/change")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderChangePageResource {
  private static final String DISABLE = "/disable";
  private static final String ARCHIVE = "/archive";

  private final ProviderAdministration providers;
  private final ProviderArchive archive;
  private final Forms forms;

  ProviderChangePageResource(
      ProviderAdministration providers, ProviderArchive archive, Forms forms) {
    this.providers = providers;
    this.archive = archive;
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

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(ARCHIVE)
  public Uni<String> confirmArchival(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(archivingOf(slug)));
  }

  @POST
  @Path(ARCHIVE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> archive(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        archivingOf(slug),
        posted,
        () -> {
          Form.requireName(posted, slug);
          return archive.archive(slug).map(archived -> forms.to(ProviderPath.done(slug)));
        });
  }

  /** Brings an archived one back, too. */
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

  private static Form archivingOf(String slug) {
    return ProviderPath.form(ProviderForms.ARCHIVE, slug, "/change" + ARCHIVE);
  }

  private static Form disablingOf(String slug) {
    return ProviderPath.form(ProviderForms.DISABLE, slug, "/change" + DISABLE);
  }
}
