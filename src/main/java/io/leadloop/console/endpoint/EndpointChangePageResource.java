package io.leadloop.console.endpoint;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.FormDefinition;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages that change one endpoint, its secret, and what it has received. */
@Site
@Path(EndpointPath.ENDPOINT + "/change")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class EndpointChangePageResource {
  private static final String ROTATE = "/rotate";
  private static final String RESEND = "/resend";
  private static final String REMOVE = "/remove";

  private final Providers providers;
  private final EndpointRequests endpoints;
  private final Forms forms;

  EndpointChangePageResource(Providers providers, EndpointRequests endpoints, Forms forms) {
    this.providers = providers;
    this.endpoints = endpoints;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> settings(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return endpoint(slug, id)
        .chain(
            endpoint ->
                form(slug, id, endpoint)
                    .map(form -> form.holding(EndpointForms.current(endpoint)))
                    .chain(forms::show));
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> change(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(slug, id),
        posted,
        () ->
            provider(slug)
                .chain(
                    provider ->
                        endpoints.change(provider, id, forms.body(EndpointForms.SETTINGS, posted)))
                .map(changed -> forms.to(EndpointPath.of(slug, id) + "?done=1")));
  }

  @GET
  @BoundedRead
  @Path(ROTATE)
  public Uni<String> askOverlap(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return show(slug, id, form(EndpointForms.ROTATE, slug, id, ROTATE));
  }

  /** The answer is the only page with the new secret. */
  @POST
  @Path(ROTATE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> rotate(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(EndpointForms.ROTATE, slug, id, ROTATE),
        posted,
        () ->
            provider(slug)
                .chain(
                    provider ->
                        endpoints.rotate(provider, id, forms.body(EndpointForms.ROTATE, posted)))
                .map(EndpointFacts::of)
                .chain(facts -> answer("endpoint:rotate", slug, id, facts)));
  }

  @GET
  @BoundedRead
  @Path(RESEND)
  public Uni<String> askEvents(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return show(slug, id, form(EndpointForms.RESEND, slug, id, RESEND));
  }

  /** Or estimates what that means, if it is a trial. */
  @POST
  @Path(RESEND)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> resend(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(EndpointForms.RESEND, slug, id, RESEND),
        posted,
        () ->
            provider(slug)
                .chain(
                    provider ->
                        endpoints.resend(provider, id, forms.body(EndpointForms.RESEND, posted)))
                .map(EndpointFacts::of)
                .chain(facts -> answer(resendOf(posted), slug, id, facts)));
  }

  private static String resendOf(FormFields posted) {
    return posted.get("dry_run").isPresent() ? "endpoint:resend_trial" : "endpoint:resend";
  }

  /** Asks first, for the host's name. */
  @GET
  @BoundedRead
  @Path(REMOVE)
  public Uni<String> confirm(@PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return endpoint(slug, id)
        .chain(
            endpoint ->
                forms.show(
                    form(EndpointForms.REMOVE, slug, id, REMOVE).about(endpoint.url().getHost())));
  }

  @POST
  @Path(REMOVE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> remove(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    FormFields posted = FormFields.of(body);
    return endpoint(slug, id)
        .map(endpoint -> endpoint.url().getHost())
        .chain(
            host ->
                forms.submit(
                    form(EndpointForms.REMOVE, slug, id, REMOVE).about(host),
                    posted,
                    () -> {
                      Form.requireName(posted, host);
                      return provider(slug)
                          .chain(provider -> endpoints.remove(provider, id))
                          .map(done -> forms.to("console/providers/" + slug + "?done=1"));
                    }));
  }

  private Uni<RestResponse<?>> answer(String key, String slug, String id, List<Fact> facts) {
    return forms.answer(Result.of(key, slug + " · " + id, EndpointPath.of(slug, id), facts));
  }

  private Uni<String> show(String slug, String id, Form form) {
    return endpoint(slug, id).chain(endpoint -> forms.show(form));
  }

  private static Form form(FormDefinition definition, String slug, String id, String path) {
    return EndpointPath.form(definition, slug, id, "/change" + path);
  }

  private Uni<Form> form(String slug, String id) {
    return endpoint(slug, id).chain(endpoint -> form(slug, id, endpoint));
  }

  private Uni<Form> form(String slug, String id, EndpointView endpoint) {
    return provider(slug)
        .chain(provider -> providers.customers(provider.id()))
        .map(granted -> EndpointForms.settings(endpoint, granted))
        .map(definition -> form(definition, slug, id, ""));
  }

  private Uni<EndpointView> endpoint(String slug, String id) {
    return provider(slug).chain(provider -> endpoints.show(provider, id));
  }

  private Uni<Provider> provider(String slug) {
    return providers.find(slug).map(found -> found.orElseThrow(NotFoundException::new));
  }
}
