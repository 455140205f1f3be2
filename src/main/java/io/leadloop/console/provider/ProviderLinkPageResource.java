package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalLinkRequests;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Gives a provider's people a link to the portal. */
@Site
@Path(ProviderPath.PROVIDER + "/portal-link")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderLinkPageResource {
  private final PortalLinkRequests links;
  private final Forms forms;

  ProviderLinkPageResource(PortalLinkRequests links, Forms forms) {
    this.links = links;
    this.forms = forms;
  }

  /** The answer is the only page with the link. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> issue(@PathParam("provider") String slug) {
    return links
        .ofProvider(slug)
        .map(link -> List.of(Fact.secret("portal_link", link.url())))
        .map(facts -> Result.of("provider:portal_link", slug, ProviderPath.of(slug), facts))
        .chain(forms::answer);
  }
}
