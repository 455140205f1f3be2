package io.leadloop.console.endpoint;

import io.leadloop.http.PageLimit;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.request.DeliveryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which deliveries a page lists, from its address.
 *
 * @param state a state; empty for any
 * @param lead a lead's id; empty for any
 * @param after the cursor of the page before; empty for the newest
 */
public record DeliveryFilter(String state, String lead, String after) {

  static DeliveryFilter of(Optional<String> state, Optional<String> lead, Optional<String> after) {
    return new DeliveryFilter(
        state.orElse(""), lead.map(String::strip).orElse(""), after.orElse(""));
  }

  public List<DeliveryState> states() {
    return List.of(DeliveryState.values());
  }

  public boolean isFiltered() {
    return !state.isEmpty() || !lead.isEmpty();
  }

  /** The query of the page after this one. */
  public String next(String cursor) {
    return query() + "&after=" + encode(cursor);
  }

  /** The query of the same filter. */
  public String query() {
    return "?state=" + encode(state) + "&lead=" + encode(lead);
  }

  DeliveryParameters parameters() {
    DeliveryParameters wanted = new DeliveryParameters();
    wanted.state = emptyToNull(state);
    wanted.leadId = emptyToNull(lead);
    wanted.after = emptyToNull(after);
    wanted.limit = PageLimit.DEFAULT;
    return wanted;
  }

  DeliveryParameters parameters(int size) {
    DeliveryParameters wanted = parameters();
    wanted.limit = String.valueOf(size);
    return wanted;
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
