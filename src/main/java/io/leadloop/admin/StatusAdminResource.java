package io.leadloop.admin;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.feedback.projection.StatusLabels;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/**
 * Status labels without a code, so that administrators can map them at run time, or operators add
 * them to the API profile.
 */
@Path("/admin/v1/statuses")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class StatusAdminResource {
  private final StatusLabels labels;

  StatusAdminResource(StatusLabels labels) {
    this.labels = labels;
  }

  /**
   * Labels received in callbacks that neither the API profile nor an administrator gave a code;
   * their leads have the status other.
   */
  @GET
  @BoundedRead
  @Path("/unknown")
  public Uni<UnknownStatuses> unknown() {
    return labels
        .unknown()
        .map(found -> found.stream().map(UnknownStatus::of).toList())
        .map(UnknownStatuses::new);
  }

  /** The unknown labels, sorted. */
  public record UnknownStatuses(List<UnknownStatus> items) {}

  /**
   * An unknown label.
   *
   * @param label as received in a callback
   * @param customers the customers whose Oplead sent it, the busiest first
   */
  public record UnknownStatus(String label, Instant firstSeen, List<Sender> customers) {
    static UnknownStatus of(StatusLabels.UnknownLabel label) {
      return new UnknownStatus(
          label.label(),
          label.firstSeen(),
          label.senders().stream()
              .map(s -> new Sender(s.customer(), s.times(), s.lastSeen()))
              .toList());
    }
  }

  /**
   * A customer whose Oplead sent an unknown label.
   *
   * @param customer its slug
   * @param times how often it was published
   */
  public record Sender(String customer, long times, Instant lastSeen) {}
}
