package io.leadloop.console.lead;

import static java.util.stream.Collectors.joining;

import io.leadloop.admin.AdminLeadParameters;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.status.StatusCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The parameters of the search, as they are in the page's address; null or empty for any. */
public class LeadSearch {
  /** The periods, with the words of their choices. */
  private static final Map<String, Duration> PERIODS =
      Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "week", Duration.ofDays(7));

  private static final Set<LeadState> RETRYABLE =
      EnumSet.of(LeadState.REJECTED, LeadState.EXPIRED, LeadState.HELD, LeadState.UNCERTAIN);

  /** A lead's id, a reference, or Oplead's id. */
  @RestQuery public String q;

  @RestQuery public String state;
  @RestQuery public String retrying;
  @RestQuery public String overdue;
  @RestQuery public String provider;
  @RestQuery public String customer;
  @RestQuery public String status;
  @RestQuery public String period;
  @RestQuery public String after;

  /** The choices of state. */
  public List<LeadState> states() {
    return List.of(LeadState.values());
  }

  /** The choices of status. */
  public List<String> statuses() {
    return Arrays.stream(StatusCode.values()).map(StatusCode::wireName).toList();
  }

  public boolean isFiltered() {
    return isForOne() || isNarrowed();
  }

  /** Whether it looks for one lead. */
  public boolean isForOne() {
    return isGiven(q);
  }

  /** Whether it is a later page. */
  public boolean isContinued() {
    return isGiven(after);
  }

  /** Whether all leads of the filter can be sent again at once. */
  public boolean isRetryOffered() {
    return isBulkOffered() && RETRYABLE.stream().anyMatch(this::mayBe);
  }

  /** Whether all held leads of the filter can be released at once. */
  public boolean isReleaseOffered() {
    return isBulkOffered() && mayBe(LeadState.HELD);
  }

  private boolean isBulkOffered() {
    return isNarrowed() && !isForOne() && !isGiven(retrying) && !isGiven(overdue);
  }

  private boolean mayBe(LeadState wanted) {
    return !isGiven(state) || wanted.wireName().equals(state);
  }

  private boolean isNarrowed() {
    return Stream.of(state, retrying, overdue, provider, customer, status, period)
        .anyMatch(LeadSearch::isGiven);
  }

  /** The query of the first page. */
  public String query() {
    return query(Map.of());
  }

  /** The query of the next page. */
  public String next(String cursor) {
    return query(Map.of("after", cursor));
  }

  /** The same filter for the page that plans a bulk operation, and for its start. */
  public String bulk(String action) {
    return query(Map.of("action", action));
  }

  private String query(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put("q", q);
    all.put("state", state);
    all.put("retrying", retrying);
    all.put("overdue", overdue);
    all.put("provider", provider);
    all.put("customer", customer);
    all.put("status", status);
    all.put("period", period);
    return all.entrySet().stream()
        .filter(parameter -> isGiven(parameter.getValue()))
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(joining("&", "?", ""));
  }

  /**
   * As the parameters of the administrator API.
   *
   * @param reference null for any
   */
  public AdminLeadParameters parameters(String reference, Clock clock) {
    AdminLeadParameters parameters = new AdminLeadParameters();
    parameters.reference = reference;
    parameters.state = given(state);
    parameters.retrying = given(retrying);
    parameters.overdue = given(overdue);
    parameters.provider = given(provider);
    parameters.customer = given(customer);
    parameters.status = given(status);
    parameters.after = given(after);
    parameters.createdAfter =
        isGiven(period) && PERIODS.containsKey(period)
            ? clock.instant().minus(PERIODS.get(period)).truncatedTo(ChronoUnit.SECONDS).toString()
            : null;
    return parameters;
  }

  private static String given(String text) {
    return isGiven(text) ? text.strip() : null;
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }
}
