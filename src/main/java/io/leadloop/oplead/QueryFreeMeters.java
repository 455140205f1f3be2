package io.leadloop.oplead;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Keeps a token that travels in the query out of the metrics: those of the HTTP client are tagged
 * with the address as it was requested.
 */
final class QueryFreeMeters {

  private QueryFreeMeters() {}

  @Produces
  @Singleton
  static MeterFilter withoutQuery() {
    return MeterFilter.replaceTagValues("uri", uri -> uri.replaceFirst("\\?.*", ""));
  }
}
