package io.leadloop.statistics;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Figures of all providers, for administrators. */
@Path("/admin/v1/statistics")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsAdminResource {
  private final StatisticsReader statistics;
  private final Clock clock;

  StatisticsAdminResource(StatisticsReader statistics, Clock clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  /** What happened to leads, per provider and customer, as providers see it of their own. */
  @GET
  @BoundedRead
  public Uni<StatisticsView> show(
      @RestQuery Optional<String> provider, @BeanParam StatisticsParameters parameters) {
    return statistics.read(
        StatisticsQuery.of(
            parameters,
            provider.map(slug -> SlugParameter.of("provider", slug)),
            Optional.ofNullable(parameters.customer).map(s -> SlugParameter.of("customer", s)),
            clock.instant()),
        true);
  }
}
