package io.leadloop.console.endpoint;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.leadloop.page.FilteredPages;
import io.leadloop.page.FormFields;
import io.leadloop.page.ListFile;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.push.request.DeliveryView;
import io.leadloop.push.request.EndpointRequests;
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
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one endpoint, and what needs no form. */
@Site
@Path(EndpointPath.ENDPOINT)
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class EndpointPageResource {
  private static final Page<DeliveryView> NONE = new Page<>(List.of(), null);

  private static final ListFile<DeliveryView> FILE =
      ListFile.of(
          "deliveries",
          column("id", DeliveryView::id),
          column("event", DeliveryView::eventId),
          column("lead", DeliveryView::leadId),
          column("sequence", DeliveryView::sequence),
          column("type", DeliveryView::type),
          column("state", delivery -> delivery.state().wireName()),
          column("attempt", DeliveryView::attempt),
          column("status", DeliveryView::status),
          column("millis", DeliveryView::millis),
          column("answer", DeliveryView::answer),
          column("at", DeliveryView::at));

  private final Providers providers;
  private final EndpointRequests endpoints;
  private final Forms forms;
  private final FilteredPages pages;

  EndpointPageResource(
      Providers providers, EndpointRequests endpoints, Forms forms, FilteredPages pages) {
    this.providers = providers;
    this.endpoints = endpoints;
    this.forms = forms;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(
      @PathParam("provider") String slug,
      @PathParam("endpoint") String id,
      @RestQuery Optional<String> state,
      @RestQuery Optional<String> lead,
      @RestQuery Optional<String> after,
      @RestQuery Optional<String> done) {
    DeliveryFilter filter = DeliveryFilter.of(state, lead, after);
    return provider(slug)
        .chain(
            provider ->
                endpoints
                    .show(provider, id)
                    .chain(
                        endpoint ->
                            pages.show(
                                () -> endpoints.deliveries(provider, id, filter.parameters()),
                                NONE,
                                (page, found, refused) ->
                                    new EndpointPage(
                                        page,
                                        slug,
                                        endpoint,
                                        found,
                                        filter,
                                        done.isPresent(),
                                        refused))));
  }

  /** The first deliveries of the filter as a file. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv(
      @PathParam("provider") String slug,
      @PathParam("endpoint") String id,
      @RestQuery Optional<String> state,
      @RestQuery Optional<String> lead) {
    return provider(slug)
        .chain(
            provider ->
                FILE.answer(
                    after ->
                        endpoints.deliveries(
                            provider,
                            id,
                            DeliveryFilter.of(state, lead, Optional.of(after))
                                .parameters(ListFile.SIZE))));
  }

  @POST
  @Path("/pause")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> pause(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return provider(slug)
        .chain(provider -> endpoints.pause(provider, id))
        .map(done -> back(slug, id));
  }

  /** Asks from where. */
  @GET
  @BoundedRead
  @Path("/resume")
  public Uni<String> askFrom(@PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return provider(slug)
        .chain(provider -> endpoints.show(provider, id))
        .chain(
            endpoint ->
                forms.show(
                    EndpointPath.form(EndpointForms.RESUME, slug, id, "/resume")
                        .holding(Map.of("from", "cursor"))));
  }

  /** From where it stopped, unless the form asks for another place. */
  @POST
  @Path("/resume")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> resume(
      @PathParam("provider") String slug, @PathParam("endpoint") String id, byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        EndpointPath.form(EndpointForms.RESUME, slug, id, "/resume"),
        posted,
        () ->
            provider(slug)
                .chain(
                    provider ->
                        endpoints.resume(provider, id, forms.body(EndpointForms.RESUME, posted)))
                .map(done -> back(slug, id)));
  }

  /** Does the handshake, and shows its result. */
  @POST
  @Path("/verify")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> verify(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return provider(slug)
        .chain(provider -> endpoints.verify(provider, id))
        .map(EndpointFacts::steps)
        .map(
            steps ->
                Result.ofSteps(
                    "endpoint:verify", slug + " · " + id, EndpointPath.of(slug, id), steps))
        .chain(forms::answer);
  }

  private RestResponse<?> back(String slug, String id) {
    return forms.to(EndpointPath.of(slug, id) + "?done=1");
  }

  private Uni<Provider> provider(String slug) {
    return providers.find(slug).map(found -> found.orElseThrow(NotFoundException::new));
  }
}
