package io.leadloop.console.endpoint;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.push.request.EndpointView;
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
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that registers an endpoint. */
@Site
@Path(EndpointPath.ENDPOINTS + "/_new")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class NewEndpointPageResource {
  private final Providers providers;
  private final EndpointRequests endpoints;
  private final Forms forms;

  NewEndpointPageResource(Providers providers, EndpointRequests endpoints, Forms forms) {
    this.providers = providers;
    this.endpoints = endpoints;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@PathParam("provider") String slug) {
    return form(slug)
        .map(form -> form.holding(Map.of("scheme", "v1", "start", "now")))
        .chain(forms::show);
  }

  /** The answer is the only page with the secret. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> register(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(slug),
        posted,
        () ->
            provider(slug)
                .chain(
                    provider -> endpoints.register(provider, forms.body(EndpointForms.NEW, posted)))
                .map(added -> result(slug, added))
                .chain(forms::answer));
  }

  private static Result result(String slug, EndpointView added) {
    String id = added.id().toString();
    return Result.of("endpoint:new", slug, EndpointPath.of(slug, id), EndpointFacts.of(added));
  }

  private Uni<Form> form(String slug) {
    return provider(slug)
        .chain(provider -> providers.customers(provider.id()))
        .map(granted -> EndpointForms.offering(EndpointForms.NEW, granted))
        .map(
            form ->
                Form.of(
                    form,
                    slug,
                    "console/providers/" + slug,
                    "console/providers/" + slug + "/endpoints/_new"));
  }

  private Uni<Provider> provider(String slug) {
    return providers.find(slug).map(found -> found.orElseThrow(NotFoundException::new));
  }
}
