package io.leadloop.admin.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The forms of providers, for administrators ({@code src/docs/openapi.yaml}). */
@Path(ProviderAdminResource.PATH + "/{provider:" + PathPatterns.SLUG + "}/forms")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class FormAdminResource {
  private final FormAdministration forms;
  private final JsonBodies bodies;

  FormAdminResource(FormAdministration forms, JsonBodies bodies) {
    this.forms = forms;
    this.bodies = bodies;
  }

  /** Adds a form; a token that it issues is shown only once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<FormView>> add(@PathParam("provider") String slug, byte[] body) {
    return forms
        .add(slug, bodies.read(body, NewForm.class))
        .map(form -> ResponseBuilder.create(Status.CREATED, form).build());
  }

  /** All of the provider's forms, oldest first, without their tokens. */
  @GET
  @BoundedRead
  public Uni<Page<FormView>> list(@PathParam("provider") String slug) {
    return forms.list(slug).map(all -> new Page<>(all, null));
  }

  /** Removes a form; every replica refuses its leads within 5 seconds. */
  @DELETE
  @Path("/{form:" + PathPatterns.UUID + "}")
  public Uni<Void> remove(@PathParam("provider") String slug, @PathParam("form") String id) {
    return forms.remove(slug, id);
  }
}
