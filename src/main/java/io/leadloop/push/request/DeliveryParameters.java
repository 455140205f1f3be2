package io.leadloop.push.request;

import io.leadloop.http.PageLimit;
import jakarta.ws.rs.DefaultValue;
import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters of a list of deliveries; null when absent. */
public class DeliveryParameters {
  @RestQuery public String state;

  @RestQuery("lead_id")
  public String leadId;

  @RestQuery public String after;

  @RestQuery
  @DefaultValue(PageLimit.DEFAULT)
  public String limit;
}
