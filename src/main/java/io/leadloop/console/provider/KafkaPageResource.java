package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.console.form.Step;
import io.leadloop.kafka.check.AccountStep;
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

/** Changes the Kafka account of a provider, and checks its rights. */
@Site
@Path(ProviderPath.PROVIDER + "/kafka")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class KafkaPageResource {
  private static final String ROTATE = "/rotate";
  private static final String REMOVE = "/remove";

  private final ProviderAdministration providers;
  private final Forms forms;

  KafkaPageResource(ProviderAdministration providers, Forms forms) {
    this.providers = providers;
    this.forms = forms;
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(ROTATE)
  public Uni<String> confirmRotation(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(rotating(slug)));
  }

  /** The answer is the only page with the password. */
  @POST
  @Path(ROTATE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> rotate(@PathParam("provider") String slug, byte[] body) {
    return forms.submit(
        rotating(slug),
        FormFields.of(body),
        () ->
            providers
                .rotateAccount(slug)
                .map(KafkaFacts::of)
                .map(facts -> Result.of("provider:kafka", slug, ProviderPath.of(slug), facts))
                .chain(forms::answer));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(REMOVE)
  public Uni<String> confirmRemoval(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(removing(slug)));
  }

  @POST
  @Path(REMOVE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> remove(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        removing(slug),
        posted,
        () -> {
          Form.requireName(posted, slug);
          return providers.removeAccount(slug).map(done -> forms.to(ProviderPath.done(slug)));
        });
  }

  /** That it may read its own topic, and nothing more. */
  @POST
  @Path("/check")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> check(@PathParam("provider") String slug) {
    return providers
        .check(slug)
        .map(report -> report.steps().stream().map(KafkaPageResource::step).toList())
        .map(steps -> Result.ofSteps("provider:check", slug, ProviderPath.of(slug), steps))
        .chain(forms::answer);
  }

  private static Step step(AccountStep step) {
    return new Step(step.name(), step.ok(), step.millis(), step.detail());
  }

  private static Form rotating(String slug) {
    return ProviderPath.form(ProviderForms.ROTATE_KAFKA, slug, "/kafka" + ROTATE);
  }

  private static Form removing(String slug) {
    return ProviderPath.form(ProviderForms.REMOVE_KAFKA, slug, "/kafka" + REMOVE);
  }
}
