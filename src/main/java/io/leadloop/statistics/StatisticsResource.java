package io.leadloop.statistics;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.store.Storable;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;

/** The caller's own figures. */
@Path("/v1/me/statistics")
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {
  private final Caller caller;
  private final StatisticsReader statistics;
  private final Clock clock;

  StatisticsResource(Caller caller, StatisticsReader statistics, Clock clock) {
    this.caller = caller;
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * What happened to the caller's leads, per customer: by default those of the last 30 days, by
   * day. A lead counts in the hour in which it was accepted.
   */
  @GET
  @BoundedRead
  public Uni<StatisticsView> show(@BeanParam StatisticsParameters parameters) {
    Optional<String> customer =
        Optional.ofNullable(parameters.customer).map(StatisticsResource::storable);
    return statistics.read(
        StatisticsQuery.of(
            parameters, Optional.of(caller.provider().slug()), customer, clock.instant()),
        false);
  }

  /** PostgreSQL rejects text it cannot store even in a comparison. */
  private static String storable(String text) {
    if (!Storable.Check.isStorable(text)) {
      throw StatisticsQuery.invalid("/customer", "must not have control characters");
    }
    return text;
  }
}
