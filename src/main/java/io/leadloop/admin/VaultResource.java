package io.leadloop.admin;

import io.leadloop.access.Roles;
import io.leadloop.http.PageLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Operations on the vault's keyset. */
@Path("/admin/v1/vault")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class VaultResource {
  private final ReEncryption reEncryption;

  VaultResource(ReEncryption reEncryption) {
    this.reEncryption = reEncryption;
  }

  /**
   * Re-encrypts the next rows with the primary key after a rotation of the keyset. Call it with
   * each response's cursor until there is none.
   */
  @POST
  @Path("/reseal")
  public Uni<ReEncrypted> reseal(
      @RestQuery Optional<String> after, @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return reEncryption.step(after.filter(cursor -> !cursor.isEmpty()), PageLimit.of(limit));
  }
}
