package io.leadloop.portal.lead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadParameters;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.status.StatusCode;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** What a provider looks for in its leads, as in the page's address; null where not given. */
public class LeadSearch {
  @RestQuery public String q;
  @RestQuery public String state;
  @RestQuery public String customer;
  @RestQuery public String status;
  @RestQuery public String after;

  public List<LeadState> states() {
    return List.of(LeadState.values());
  }

  public List<String> statuses() {
    return Arrays.stream(StatusCode.values()).map(StatusCode::wireName).toList();
  }

  public boolean isFiltered() {
    return Stream.of(q, state, customer, status).anyMatch(LeadSearch::isGiven);
  }

  /** The address of the next page. */
  public String next(String cursor) {
    return Stream.of(
            Map.entry("q", orEmpty(q)),
            Map.entry("state", orEmpty(state)),
            Map.entry("customer", orEmpty(customer)),
            Map.entry("status", orEmpty(status)),
            Map.entry("after", cursor))
        .filter(parameter -> !parameter.getValue().isEmpty())
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.collectingAndThen(joining("&"), all -> all.isEmpty() ? "" : "?" + all));
  }

  /** The lead, if its id is looked for. */
  Optional<LeadId> id() {
    return isGiven(q) ? LeadId.parse(q.strip()) : Optional.empty();
  }

  /** Whether it is not the first page. */
  public boolean isContinued() {
    return isGiven(after);
  }

  /** Ends the address of the first page, and of the file. */
  public String query() {
    return next("");
  }

  /** The filter of the provider API; fails as that. */
  LeadFilter filter() {
    return filter(Optional.empty());
  }

  /** The same for the leads that follow one. */
  LeadFilter filter(Optional<LeadId> next) {
    LeadParameters parameters = new LeadParameters();
    parameters.reference = given(q);
    parameters.state = given(state);
    parameters.customer = given(customer);
    parameters.status = given(status);
    parameters.after = next.map(LeadId::toString).orElse(given(after));
    return LeadFilter.parse(parameters);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static String given(String text) {
    return isGiven(text) ? text.strip() : null;
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }
}
