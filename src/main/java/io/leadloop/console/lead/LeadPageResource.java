package io.leadloop.console.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.AdminLead;
import io.leadloop.admin.LeadAdministration;
import io.leadloop.admin.lead.LeadActions;
import io.leadloop.http.PathPatterns;
import io.leadloop.lead.LeadId;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one lead. */
@Site
@Path("/console/leads/{id:" + PathPatterns.UUID + "}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LeadPageResource {
  private final LeadAdministration leads;
  private final LeadWatch watch;
  private final LeadActions actions;
  private final Pages pages;

  LeadPageResource(LeadAdministration leads, LeadWatch watch, LeadActions actions, Pages pages) {
    this.leads = leads;
    this.watch = watch;
    this.actions = actions;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(
      @PathParam("id") String id,
      @RestQuery Optional<String> before,
      @RestQuery Optional<String> done) {
    return watch
        .read(leadId(id), before)
        .chain(
            found ->
                pages.html(
                    page ->
                        new LeadPage(
                            page,
                            found,
                            before.isEmpty(),
                            done.flatMap(name -> LeadNotice.of(name, found.waitsFor()))
                                .orElse(null))));
  }

  /** The part that changes, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path("/live")
  public Uni<RestResponse<String>> live(
      @PathParam("id") String id, @RestQuery Optional<String> seen) {
    return watch
        .watch(leadId(id))
        .chain(
            found ->
                pages.fragment(
                    page -> new LeadPage(page, found, true, null),
                    "live",
                    Map.of("watched", found, "isNewest", true),
                    seen,
                    found.version()));
  }

  /** Sends it again, or releases it where it is held. */
  @POST
  @Path("/retry")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> retry(@PathParam("id") String id) {
    LeadId lead = leadId(id);
    return leads.retry(lead).map(retried -> back(lead, LeadNotice.RETRIED));
  }

  /** Asks Oplead for it. */
  @POST
  @Path("/poll")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> poll(@PathParam("id") String id) {
    LeadId lead = leadId(id);
    return actions
        .poll(lead)
        .map(answer -> back(lead, answer.found() ? LeadNotice.POLLED : LeadNotice.ABSENT));
  }

  /** Sends its events again. */
  @POST
  @Path("/resend")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> resend(@PathParam("id") String id) {
    LeadId lead = leadId(id);
    return actions.resend(lead).map(sent -> back(lead, LeadNotice.RESENT));
  }

  /** Erases it where its reference, or its id without one, was typed. */
  @POST
  @Path("/erase")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> erase(@PathParam("id") String id, byte[] body) {
    LeadId lead = leadId(id);
    String typed = FormFields.of(body).get("confirmation").orElse("");
    return leads
        .show(lead)
        .chain(
            found ->
                isConfirmed(found, typed)
                    ? leads.erase(lead).map(erased -> back(lead, LeadNotice.ERASED))
                    : Uni.createFrom().item(() -> back(lead, LeadNotice.MISTYPED)));
  }

  private static boolean isConfirmed(AdminLead lead, String typed) {
    return typed.equals(LeadChoices.confirmation(lead));
  }

  private RestResponse<Void> back(LeadId lead, LeadNotice done) {
    return pages.to("console/leads/" + lead + "?done=" + done.wireName()).build();
  }

  private static LeadId leadId(String text) {
    return LeadId.parse(text).orElseThrow(NotFoundException::new);
  }
}
