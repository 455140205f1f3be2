package io.leadloop.portal;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.tally.Step;
import io.leadloop.tally.TallyQuery;
import io.leadloop.tally.TallyReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of outcomes by customer, as {@code GET /v1/me/statistics} has them. */
@Site
@Path("/portal/outcomes")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class OutcomesPageResource {
  private static final Map<String, Integer> PERIODS =
      Map.of("7", 7, "30", 30, "90", 90, "365", 365);
  private static final int DEFAULT_DAYS = 30;
  private static final int MOST_COUNTS = 100_000;

  private final Caller caller;
  private final TallyReader tallies;
  private final Clock clock;
  private final Pages pages;

  OutcomesPageResource(Caller caller, TallyReader tallies, Clock clock, Pages pages) {
    this.caller = caller;
    this.tallies = tallies;
    this.clock = clock;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery Optional<String> days) {
    int length = days.map(PERIODS::get).orElse(DEFAULT_DAYS);
    Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    TallyQuery query =
        new TallyQuery(
            Optional.of(caller.provider().slug()),
            Optional.empty(),
            until.minus(Duration.ofDays(length)),
            until,
            Step.TOTAL);
    return tallies
        .read(query, MOST_COUNTS)
        .chain(
            lines ->
                pages.html(
                    page ->
                        new OutcomesPage(page, length, lines.orElse(List.of()), lines.isEmpty())));
  }
}
