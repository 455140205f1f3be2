package io.leadloop.portal;

import io.leadloop.intake.LeadView;
import io.leadloop.page.template.Tone;
import io.leadloop.push.request.EndpointView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a provider's integration works.
 *
 * @param waiting its leads that are not sent yet, counted up to {@link #MOST}
 * @param setAside its leads that were rejected, held, or expired, counted likewise
 * @param endpoints that its events are sent to
 * @param steps of a first integration
 */
public record Home(
    String slug,
    String name,
    List<String> customers,
    Optional<LeadView> lastLead,
    Optional<Instant> lastEvent,
    int waiting,
    int setAside,
    List<EndpointView> endpoints,
    List<Step> steps) {
  /** How far leads are counted. */
  static final int MOST = 1000;

  public boolean isWaitingMore() {
    return waiting >= MOST;
  }

  public boolean isSetAsideMore() {
    return setAside >= MOST;
  }

  public long stepsDone() {
    return steps.stream().filter(Step::isDone).count();
  }

  public Tone tone() {
    if (hasFailure()) {
      return Tone.WARNING;
    }
    return lastEvent.isPresent() ? Tone.GOOD : lastLead.isPresent() ? Tone.ACTIVE : Tone.WAITING;
  }

  /** The message of the state. */
  public String word() {
    if (hasFailure()) {
      return "endpoint_fails";
    }
    return lastEvent.isPresent()
        ? "works"
        : lastLead.isPresent() ? "no_events_yet" : "no_leads_yet";
  }

  private boolean hasFailure() {
    return endpoints.stream().anyMatch(EndpointView::fails);
  }

  /**
   * A step of a first integration.
   *
   * @param word its message
   * @param command what to try; null for nothing
   */
  public record Step(String word, boolean isDone, String command) {}
}
