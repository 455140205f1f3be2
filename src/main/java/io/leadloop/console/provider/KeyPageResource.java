package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.KeyView;
import io.leadloop.admin.provider.NewKey;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Issues and revokes the keys of a provider. */
@Site
@Path(ProviderPath.PROVIDER + "/keys")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class KeyPageResource {
  private static final String NEW = "/_new";
  private static final String REVOKE = "/{key:" + PathPatterns.KEY + "}/revoke";

  private final ProviderAdministration providers;
  private final Forms forms;

  KeyPageResource(ProviderAdministration providers, Forms forms) {
    this.providers = providers;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  @Path(NEW)
  public Uni<String> show(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(issuing(slug)));
  }

  /** The answer is the only page with the key. */
  @POST
  @Path(NEW)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> issue(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        issuing(slug),
        posted,
        () ->
            providers
                .issueKey(slug, forms.read(ProviderForms.NEW_KEY, posted, NewKey.class))
                .map(KeyView::apiKey)
                .map(key -> List.of(Fact.secret("api_key", key)))
                .map(facts -> Result.of("provider:key_new", slug, ProviderPath.of(slug), facts))
                .chain(forms::answer));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(REVOKE)
  public Uni<String> confirm(@PathParam("provider") String slug, @PathParam("key") String id) {
    return providers.show(slug).chain(provider -> forms.show(revoking(slug, id)));
  }

  @POST
  @Path(REVOKE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> revoke(
      @PathParam("provider") String slug, @PathParam("key") String id, byte[] body) {
    return forms.submit(
        revoking(slug, id),
        FormFields.of(body),
        () -> providers.revokeKey(slug, id).map(done -> forms.to(ProviderPath.done(slug))));
  }

  private static Form issuing(String slug) {
    return ProviderPath.form(ProviderForms.NEW_KEY, slug, "/keys" + NEW);
  }

  private static Form revoking(String slug, String id) {
    return ProviderPath.form(ProviderForms.REVOKE_KEY, slug, "/keys/" + id + "/revoke")
        .about("llp_" + id + "_…");
  }
}
