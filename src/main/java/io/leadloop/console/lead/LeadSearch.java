package io.leadloop.console.lead;

import io.leadloop.admin.SlugParameter;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadParameters;
import io.leadloop.lead.LeadState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The parameters of the search, as they are in the page's address; null or empty for any. */
public class LeadSearch {
  /** The periods, with the words of their choices. */
  private static final Map<String, Duration> PERIODS =
      Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "week", Duration.ofDays(7));

  /** A lead's id, a reference, or Oplead's id. */
  @RestQuery public String q;

  @RestQuery public String state;
  @RestQuery public String provider;
  @RestQuery public String customer;
  @RestQuery public String period;
  @RestQuery public String after;

  /** The choices of state. */
  public List<LeadState> states() {
    return List.of(LeadState.values());
  }

  public boolean isFiltered() {
    return Stream.of(q, state, provider, customer, period).anyMatch(LeadSearch::isGiven);
  }

  /** Whether it looks for one lead. */
  public boolean isForOne() {
    return isGiven(q);
  }

  /** The address of the next page. */
  public String next(String cursor) {
    return Stream.of(
            Map.entry("q", orEmpty(q)),
            Map.entry("state", orEmpty(state)),
            Map.entry("provider", orEmpty(provider)),
            Map.entry("customer", orEmpty(customer)),
            Map.entry("period", orEmpty(period)),
            Map.entry("after", cursor))
        .filter(parameter -> !parameter.getValue().isEmpty())
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  Optional<String> providerSlug() {
    return Optional.ofNullable(provider)
        .filter(LeadSearch::isGiven)
        .map(slug -> SlugParameter.of("provider", slug.strip()));
  }

  /**
   * The filter of the administrator API; fails as that.
   *
   * @param reference null for any
   */
  LeadFilter filter(String reference, Clock clock) {
    LeadParameters parameters = new LeadParameters();
    parameters.reference = reference;
    parameters.state = isGiven(state) ? state : null;
    parameters.customer = isGiven(customer) ? customer.strip() : null;
    parameters.after = isGiven(after) ? after : null;
    parameters.createdAfter =
        isGiven(period) && PERIODS.containsKey(period)
            ? clock.instant().minus(PERIODS.get(period)).truncatedTo(ChronoUnit.SECONDS).toString()
            : null;
    return LeadFilter.parse(parameters);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }
}
