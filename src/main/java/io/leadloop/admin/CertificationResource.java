package io.leadloop.admin;

import io.leadloop.access.Audit;
import io.leadloop.access.Roles;
import io.leadloop.customer.Customers;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** Whether leads of a provider reach a customer, tried from one end to the other. */
@Path(
    "/admin/v1/providers/{provider:"
        + Slug.IN_PATH
        + "}/customers/{customer:"
        + Slug.IN_PATH
        + "}/certify")
@RolesAllowed(Roles.ADMINISTRATOR)
public class CertificationResource {
  private final Certification certification;
  private final Providers providers;
  private final Customers customers;
  private final Audit audit;

  CertificationResource(
      Certification certification, Providers providers, Customers customers, Audit audit) {
    this.certification = certification;
    this.providers = providers;
    this.customers = customers;
    this.audit = audit;
  }

  /**
   * Sends one synthetic lead, marked as a test, through intake, the customer's Oplead, its callback
   * and the provider's topic, and erases it. Each step is a line, when it has ended.
   */
  @POST
  @Produces(RestMediaType.APPLICATION_NDJSON)
  @APIResponse(responseCode = "200", ref = "Certification")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Multi<CertificationStep> certify(
      @PathParam("provider") String provider, @PathParam("customer") String customer) {
    return RestMulti.fromUniResponse(
        begin(provider, customer), found -> certification.of(found, customer));
  }

  private Uni<Provider> begin(String provider, String customer) {
    return customers
        .find(customer)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")))
        .chain(() -> providers.find(provider))
        .map(found -> found.orElseThrow(() -> Problems.notFound("provider")))
        .call(
            () ->
                audit.record(
                    "provider.certify",
                    "providers/" + provider + "/customers/" + customer,
                    null,
                    null));
  }
}
