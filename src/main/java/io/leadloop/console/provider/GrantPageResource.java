package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.CertificationAdministration;
import io.leadloop.admin.provider.CertificationResource;
import io.leadloop.admin.provider.CertificationStep;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.console.form.Step;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Multi;
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
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;

/** Adds and removes grants of a provider, and certifies that one works. */
@Site
@Path(ProviderPath.PROVIDER + "/grants")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class GrantPageResource {
  private static final String NEW = "/_new";
  private static final String ONE = "/{customer:" + PathPatterns.SLUG + "}";

  private final ProviderAdministration providers;
  private final CertificationAdministration certifications;
  private final Forms forms;

  GrantPageResource(
      ProviderAdministration providers, CertificationAdministration certifications, Forms forms) {
    this.providers = providers;
    this.certifications = certifications;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  @Path(NEW)
  public Uni<String> show(@PathParam("provider") String slug) {
    return providers.show(slug).chain(provider -> forms.show(granting(slug)));
  }

  @POST
  @Path(NEW)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> grant(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        granting(slug),
        posted,
        () ->
            providers
                .grant(slug, posted.get("customer").orElse(""))
                .onFailure(GrantPageResource::isUnknown)
                .transform(unknown -> noCustomer())
                .map(done -> forms.to(ProviderPath.done(slug))));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(ONE + "/remove")
  public Uni<String> confirm(
      @PathParam("provider") String slug, @PathParam("customer") String customer) {
    return providers.show(slug).chain(provider -> forms.show(removing(slug, customer)));
  }

  @POST
  @Path(ONE + "/remove")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> remove(
      @PathParam("provider") String slug, @PathParam("customer") String customer, byte[] body) {
    return forms.submit(
        removing(slug, customer),
        FormFields.of(body),
        () -> providers.withdraw(slug, customer).map(done -> forms.to(ProviderPath.done(slug))));
  }

  /** Sends a test lead through the whole loop; each step appears when it ends. */
  @POST
  @Path(ONE + "/certify")
  @Consumes(Pages.FORM)
  public Multi<byte[]> certify(
      @PathParam("provider") String slug, @PathParam("customer") String customer) {
    Result result =
        Result.ofSteps(
            "provider:certification", slug + " → " + customer, ProviderPath.of(slug), List.of());
    Function<Multi<Step>, Multi<byte[]>> page = forms.stream(result);
    return RestMulti.fromUniResponse(
        certifications.begin(slug, customer),
        steps ->
            CertificationResource.withSignsOfLife(page.apply(steps.map(GrantPageResource::step))));
  }

  private static Step step(CertificationStep step) {
    return new Step(step.step(), step.ok(), step.millis(), step.detail());
  }

  private static Form granting(String slug) {
    return ProviderPath.form(ProviderForms.NEW_GRANT, slug, "/grants" + NEW);
  }

  private static Form removing(String slug, String customer) {
    return ProviderPath.form(ProviderForms.REMOVE_GRANT, slug, "/grants/" + customer + "/remove")
        .about(customer);
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ProblemException problem && problem.code() == ErrorCode.NOT_FOUND;
  }

  private static ProblemException noCustomer() {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY,
        List.of(new FieldError("/customer", "is not the slug of a customer")));
  }
}
