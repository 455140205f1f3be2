package io.leadloop.admin;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.PageLimit;
import io.leadloop.lead.LeadCsv;
import io.leadloop.lead.LeadId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Leads of all providers, for administrators. */
@Path("/admin/v1/leads")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class LeadAdminResource {
  private final LeadAdministration leads;

  LeadAdminResource(LeadAdministration leads) {
    this.leads = leads;
  }

  /**
   * Leads, newest first, filtered by the parameters. A page scans a bounded number of leads, so it
   * may be short or empty and still have a next one. {@code Accept: text/csv} selects CSV, as for
   * providers.
   */
  @GET
  @BoundedRead
  public Uni<RestResponse<Object>> list(
      @BeanParam AdminLeadParameters parameters,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    return leads
        .page(parameters.slug(), parameters.filter(), PageLimit.of(limit))
        .map(
            page ->
                LeadCsv.isWanted(headers)
                    ? LeadCsv.answer(
                            LeadCsv.withProvider(page.items()),
                            page.next(),
                            uri.getQueryParameters())
                        .build()
                    : RestResponse.<Object>ok(LeadAdministration.view(page)));
  }

  /** One lead with Oplead's last response. */
  @GET
  @BoundedRead
  @Path("/{id}")
  public Uni<AdminLead> show(@PathParam("id") String id) {
    return leads.show(leadId(id));
  }

  /** Sends a rejected, expired, held or uncertain lead again. */
  @POST
  @Path("/{id}/retry")
  public Uni<AdminLead> retry(@PathParam("id") String id) {
    return leads.retry(leadId(id));
  }

  /** Erases the lead's personal data; a queued lead is withdrawn first. */
  @DELETE
  @Path("/{id}")
  public Uni<AdminLead> erase(@PathParam("id") String id) {
    return leads.erase(leadId(id));
  }

  private static LeadId leadId(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      throw Problems.notFound("lead");
    }
  }
}
