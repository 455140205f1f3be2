package io.leadloop.statistics;

import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters of statistics; null when absent. */
public class StatisticsParameters {
  @RestQuery public String from;

  @RestQuery public String until;

  @RestQuery public String customer;

  @RestQuery public String by;
}
