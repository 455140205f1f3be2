package io.leadloop.lead;

import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters that filter lists of leads; null when absent. */
public class LeadParameters {
  @RestQuery public String reference;
  @RestQuery public String customer;
  @RestQuery public String state;
  @RestQuery public String status;

  @RestQuery("created_after")
  public String createdAfter;

  @RestQuery("updated_after")
  public String updatedAfter;

  @RestQuery public String after;
}
