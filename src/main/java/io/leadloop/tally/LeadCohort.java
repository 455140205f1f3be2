package io.leadloop.tally;

import io.leadloop.customer.CustomerId;
import io.leadloop.provider.ProviderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The leads that a provider handed in for a customer within one hour. */
public record LeadCohort(ProviderId provider, CustomerId customer, Instant hour) {
  /** That of a lead. */
  public static LeadCohort of(ProviderId provider, CustomerId customer, Instant acceptedAt) {
    return new LeadCohort(provider, customer, acceptedAt.truncatedTo(ChronoUnit.HOURS));
  }
}
