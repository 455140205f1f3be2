package io.leadloop.admin.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Roles;
import io.leadloop.http.PathPatterns;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** End-to-end certification of a provider and a customer. */
@Path(
    "/admin/v1/providers/{provider:"
        + PathPatterns.SLUG
        + "}/customers/{customer:"
        + PathPatterns.SLUG
        + "}/certify")
@RolesAllowed(Roles.ADMINISTRATOR)
public class CertificationResource {
  /** Less than the HTTP idle time-out, which would close the connection during a slow step. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private static final byte[] BLANK = {' '};
  private static final byte[] END = {};

  private final CertificationAdministration certifications;
  private final ObjectMapper json;

  CertificationResource(CertificationAdministration certifications, ObjectMapper json) {
    this.certifications = certifications;
    this.json = json;
  }

  /**
   * Sends one synthetic lead, marked as a test, through intake, the customer's Oplead, its callback
   * and the provider's topic, and erases it. Each completed step is a line; blank lines are
   * keep-alives.
   */
  @POST
  @Produces(RestMediaType.APPLICATION_NDJSON)
  public Multi<byte[]> certify(
      @PathParam("provider") String provider, @PathParam("customer") String customer) {
    return RestMulti.fromUniResponse(
        certifications.begin(provider, customer), steps -> withSignsOfLife(steps.map(this::line)));
  }

  /** Adds blank lines as keep-alives until the last line. */
  public static Multi<byte[]> withSignsOfLife(Multi<byte[]> lines) {
    return withSignsOfLife(lines, SIGN_OF_LIFE);
  }

  static Multi<byte[]> withSignsOfLife(Multi<byte[]> lines, Duration every) {
    Multi<byte[]> blanks =
        Multi.createFrom()
            .ticks()
            .every(every)
            .onOverflow()
            .drop()
            .map(tick -> BLANK)
            .skip()
            .first();
    return Multi.createBy()
        .merging()
        .streams(lines.onCompletion().continueWith(END), blanks)
        .select()
        .first(line -> line != END);
  }

  private byte[] line(CertificationStep step) {
    try {
      return json.writeValueAsBytes(step);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot serialize a certification step", e);
    }
  }
}
