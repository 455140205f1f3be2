package io.leadloop.admin.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.KeyView;
import io.leadloop.admin.SlugParameter;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.kafka.KafkaAccess;
import io.leadloop.kafka.check.AccountReport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Providers, for administrators ({@code src/docs/openapi.yaml}). */
@Path(ProviderAdminResource.PATH)
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class ProviderAdminResource {
  static final String PATH = "/admin/v1/providers";
  private static final String ONE = "/{provider:" + PathPatterns.SLUG + "}";
  private static final String GRANT = ONE + "/customers/{customer:" + PathPatterns.SLUG + "}";

  private final ProviderAdministration providers;
  private final ProviderArchive archive;
  private final JsonBodies bodies;

  ProviderAdminResource(
      ProviderAdministration providers, ProviderArchive archive, JsonBodies bodies) {
    this.providers = providers;
    this.archive = archive;
    this.bodies = bodies;
  }

  /** Onboards a provider with a key and a Kafka account; secrets are shown only once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<OnboardedProvider>> onboard(byte[] body) {
    return providers
        .onboard(bodies.read(body, NewProvider.class))
        .map(
            onboarded ->
                ResponseBuilder.create(Status.CREATED, onboarded)
                    .header(HttpHeaders.LOCATION, PATH + "/" + onboarded.provider().slug())
                    .build());
  }

  /** All providers, by slug. */
  @GET
  @BoundedRead
  public Uni<Page<ProviderDetail>> list(
      @RestQuery @DefaultValue("") String after,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    int size = PageLimit.of(limit);
    return providers
        .list(SlugParameter.cursor(after), size + 1)
        .map(found -> Page.of(found, size, ProviderDetail::slug));
  }

  /** One provider, with its keys and customers. */
  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<ProviderDetail> show(@PathParam("provider") String slug) {
    return providers.show(slug);
  }

  /** Changes the members in the body; a disabled provider is rejected within seconds. */
  @PATCH
  @Path(ONE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<ProviderDetail> change(@PathParam("provider") String slug, byte[] body) {
    return providers.change(slug, bodies.read(body, ProviderPatch.class));
  }

  /**
   * Ends the work with the provider: its keys are revoked, its Kafka account, endpoints, grants and
   * forms removed. Its leads and its topic stay; enabling it brings it back.
   */
  @POST
  @Path(ONE + "/archive")
  public Uni<ProviderDetail> archive(@PathParam("provider") String slug) {
    return archive.archive(slug);
  }

  /** Adds a key, which is shown only once. */
  @POST
  @Path(ONE + "/keys")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<KeyView>> issueKey(@PathParam("provider") String slug, byte[] body) {
    NewKey asked = body == null || body.length == 0 ? NewKey.ANY : bodies.read(body, NewKey.class);
    return providers
        .issueKey(slug, asked)
        .map(key -> ResponseBuilder.create(Status.CREATED, key).build());
  }

  /** Revokes a key; every replica rejects it within 5 seconds. */
  @DELETE
  @Path(ONE + "/keys/{key:" + PathPatterns.KEY + "}")
  public Uni<Void> revokeKey(@PathParam("provider") String slug, @PathParam("key") String id) {
    return providers.revokeKey(slug, id);
  }

  /** Lets the provider send to the customer. */
  @PUT
  @Path(GRANT)
  public Uni<Void> grant(
      @PathParam("provider") String slug, @PathParam("customer") String customer) {
    return providers.grant(slug, customer);
  }

  /** Withdraws the grant; accepted leads are still forwarded. */
  @DELETE
  @Path(GRANT)
  public Uni<Void> withdraw(
      @PathParam("provider") String slug, @PathParam("customer") String customer) {
    return providers.withdraw(slug, customer);
  }

  /** Rotates the password of its Kafka account, or creates the account; shown only once. */
  @POST
  @Path(ONE + "/kafka-account")
  public Uni<KafkaAccess> rotateAccount(@PathParam("provider") String slug) {
    return providers.rotateAccount(slug);
  }

  /** Removes its Kafka account; the topic stays. */
  @DELETE
  @Path(ONE + "/kafka-account")
  public Uni<Void> removeAccount(@PathParam("provider") String slug) {
    return providers.removeAccount(slug);
  }

  /** Verifies with a check account that it can read its own topic only. */
  @POST
  @Path(ONE + "/check")
  public Uni<AccountReport> check(@PathParam("provider") String slug) {
    return providers.check(slug);
  }
}
