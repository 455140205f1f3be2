package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.FormAdministration;
import io.leadloop.admin.provider.FormView;
import io.leadloop.admin.provider.NewForm;
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

/** Adds and removes the forms by which a provider posts leads as to the older form import. */
@Site
@Path(ProviderPath.PROVIDER + "/forms")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class FormTokenPageResource {
  private static final String NEW = "/_new";
  private static final String REMOVE = "/{form:" + PathPatterns.UUID + "}/remove";

  private final FormAdministration tokens;
  private final Forms forms;

  FormTokenPageResource(FormAdministration tokens, Forms forms) {
    this.tokens = tokens;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  @Path(NEW)
  public Uni<String> show(@PathParam("provider") String slug) {
    return tokens.list(slug).chain(all -> forms.show(adding(slug)));
  }

  /** The answer is the only page with a token that was issued. */
  @POST
  @Path(NEW)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> add(@PathParam("provider") String slug, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        adding(slug),
        posted,
        () ->
            tokens
                .add(slug, forms.read(ProviderForms.NEW_FORM, posted, NewForm.class))
                .chain(added -> added(slug, added)));
  }

  private Uni<RestResponse<?>> added(String slug, FormView form) {
    if (form.token() == null) {
      return Uni.createFrom().item(forms.to(ProviderPath.done(slug)));
    }
    List<Fact> facts =
        List.of(Fact.secret("form_token", form.token()), Fact.of("form_name", form.name()));
    return forms.answer(Result.of("provider:form_new", slug, ProviderPath.of(slug), facts));
  }

  /** Asks first. */
  @GET
  @BoundedRead
  @Path(REMOVE)
  public Uni<String> confirm(@PathParam("provider") String slug, @PathParam("form") String id) {
    return tokens.list(slug).chain(all -> forms.show(removing(slug, id)));
  }

  @POST
  @Path(REMOVE)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> remove(
      @PathParam("provider") String slug, @PathParam("form") String id, byte[] body) {
    return forms.submit(
        removing(slug, id),
        FormFields.of(body),
        () -> tokens.remove(slug, id).map(done -> forms.to(ProviderPath.done(slug))));
  }

  private static Form adding(String slug) {
    return ProviderPath.form(ProviderForms.NEW_FORM, slug, "/forms" + NEW);
  }

  private static Form removing(String slug, String id) {
    return ProviderPath.form(ProviderForms.REMOVE_FORM, slug, "/forms/" + id + "/remove").about(id);
  }
}
