package io.leadloop.statistics;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters of statistics; null when absent. */
public class StatisticsParameters {
  @RestQuery
  @Parameter(
      description =
          "The hour, or the day for by=day, of the first leads' acceptance: a date, which begins in"
              + " UTC, or an RFC 3339 time; by default 30 days before until.")
  public String from;

  @RestQuery
  @Parameter(description = "The end of the period, rounded up to the hour or day; by default now.")
  public String until;

  @RestQuery
  @Parameter(description = "The slug of one customer.")
  public String customer;

  @RestQuery
  @Parameter(description = "hour, for at most 31 days; day, in UTC, by default; or total.")
  public String by;
}
