package io.leadloop.admin.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.JsonBodies;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @APIResponse(responseCode = "201", ref = "Form")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "FormTaken")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<FormView>> add(
      @PathParam("provider") String slug,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewForm.class),
                      examples = @ExampleObject(name = "newForm", ref = "NewForm")))
          byte[] body) {
    return forms
        .add(slug, bodies.read(body, NewForm.class))
        .map(form -> ResponseBuilder.create(Status.CREATED, form).build());
  }

  /** All of the provider's forms, oldest first, without their tokens. */
  @GET
  @BoundedRead
  @APIResponse(responseCode = "200", ref = "Forms")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Page<FormView>> list(@PathParam("provider") String slug) {
    return forms.list(slug).map(all -> new Page<>(all, null));
  }

  /** Removes a form; every replica refuses its leads within 5 seconds. */
  @DELETE
  @Path("/{form:" + PathPatterns.UUID + "}")
  @APIResponse(responseCode = "204", ref = "Done")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Void> remove(@PathParam("provider") String slug, @PathParam("form") String id) {
    return forms.remove(slug, id);
  }
}
