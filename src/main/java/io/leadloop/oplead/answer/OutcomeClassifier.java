package io.leadloop.oplead.answer;

import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Throttled;
import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.answer.RefusalFinder.Refusal;
import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.outbound.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Classifies the answer to a sent lead. If it is unclear whether Oplead has the lead, the outcome
 * is unknown, since a second request may create a second lead.
 */
public final class OutcomeClassifier implements Classifier {

  private final AnswerProfile.Statuses statuses;
  private final IdPlaces ids;
  private final RefusalFinder refusals;
  private final RetryAfter retryAfter;

  /**
   * @param ids the places that may hold the id of the created resource
   * @param refusals finds a refusal in an answer with a success status
   */
  public OutcomeClassifier(
      AnswerProfile profile, IdPlaces ids, RefusalFinder refusals, Clock clock) {
    this.statuses = profile.statuses();
    this.ids = ids;
    this.refusals = refusals;
    this.retryAfter = new RetryAfter(clock, profile.retryAfterMax());
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    if (statuses.accepted().contains(answer.status())) {
      return accepted(answer);
    } else if (statuses.refused().contains(answer.status())) {
      return new Refused(AnswerReason.ofRefusal(answer));
    } else if (statuses.tokenRefused().contains(answer.status())) {
      return new TokenRefused(AnswerReason.of(answer.status()));
    } else if (statuses.throttled().contains(answer.status())) {
      return new Throttled(wait(answer), answer.status() != 503);
    } else if (statuses.unknown().contains(answer.status())) {
      return new Unknown(AnswerReason.of(answer.status()));
    }
    return answeredAsUsual(answer);
  }

  private Outcome answeredAsUsual(HttpAnswer answer) {
    if (answer.isFamily(2)) {
      return accepted(answer);
    } else if (answer.status() == 503 && wait(answer).isPresent()) {
      return new Throttled(wait(answer), false);
    } else if (answer.isFamily(3) || answer.isFamily(4) || answer.isFamily(5)) {
      return new Unavailable(AnswerReason.of(answer.status()), wait(answer));
    }
    return new Unknown(AnswerReason.of(answer.status()));
  }

  /** The status reports success; the body may report an error or not come from the API. */
  private Outcome accepted(HttpAnswer answer) {
    if (answer.body().isPage()) {
      return new Unknown(AnswerReason.ofPage(answer.status()));
    }
    Optional<String> id = ids.in(answer);
    return refusalIn(answer, id.isPresent())
        .map(refusal -> refused(answer, refusal))
        .orElseGet(() -> new Accepted(id));
  }

  /** Whether the body of an answer with a success status reports an error. */
  boolean reportsError(HttpAnswer answer) {
    return refusalIn(answer, ids.in(answer).isPresent()).isPresent();
  }

  /** The HTTP status of the answer, or the one of the error that its body reports. */
  int status(HttpAnswer answer) {
    return answer.isPage()
        ? answer.status()
        : refusalIn(answer, ids.in(answer).isPresent())
            .flatMap(Refusal::status)
            .orElse(answer.status());
  }

  /** Accepted statuses such as 409 come with an error by design. */
  private Optional<Refusal> refusalIn(HttpAnswer answer, boolean namesId) {
    return answer.isFamily(2) ? refusals.in(answer.body(), namesId) : Optional.empty();
  }

  /** A status in the body means what it would mean as the status of the answer. */
  private Outcome refused(HttpAnswer answer, Refusal refusal) {
    return refusal
        .status()
        .filter(named -> !statuses.refused().contains(named))
        .map(named -> named(named, answer))
        .orElseGet(() -> new Refused(AnswerReason.ofRefusal(answer)));
  }

  private Outcome named(int status, HttpAnswer answer) {
    String reason = AnswerReason.inBody(answer.status(), status);
    if (statuses.accepted().contains(status)) {
      return new Accepted(ids.in(answer));
    } else if (statuses.tokenRefused().contains(status)) {
      return new TokenRefused(reason);
    } else if (statuses.throttled().contains(status)) {
      return new Throttled(wait(answer), status != 503);
    } else if (statuses.unknown().contains(status)) {
      return new Unknown(reason);
    } else if (status == 503 && wait(answer).isPresent()) {
      return new Throttled(wait(answer), false);
    }
    return new Unavailable(reason, wait(answer));
  }

  /** Not completely sent, so Oplead does not have the lead. */
  @Override
  public Outcome unsent(Throwable failure) {
    return new Unavailable(FailureReason.of(failure));
  }

  @Override
  public Outcome unanswered(Throwable failure) {
    return new Unknown("No answer from Oplead: " + FailureReason.of(failure));
  }

  private Optional<Duration> wait(HttpAnswer answer) {
    return answer.retryAfter().flatMap(retryAfter::read);
  }
}
