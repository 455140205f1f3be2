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
 * Says what an answer, or the lack of one, means for a lead that was sent. Where it cannot tell
 * whether Oplead has the lead it says so, because a second request may make a second lead.
 */
public final class OutcomeClassifier implements Classifier {

  private final AnswerProfile.Statuses statuses;
  private final IdPlaces ids;
  private final RefusalFinder refusals;
  private final RetryAfter retryAfter;

  /**
   * @param ids where an answer may hold the id of what was made
   * @param refusals finds a refusal in an answer that claims success
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

  /** Its status says so; its body may say otherwise, or show that something else answered. */
  private Outcome accepted(HttpAnswer answer) {
    if (answer.body().isPage()) {
      return new Unknown(AnswerReason.ofPage(answer.status()));
    }
    Optional<String> id = ids.in(answer);
    return refusalIn(answer, id.isPresent())
        .map(refusal -> refused(answer, refusal))
        .orElseGet(() -> new Accepted(id));
  }

  /** Whether an answer that claims success reports an error. */
  boolean reportsError(HttpAnswer answer) {
    return refusalIn(answer, ids.in(answer).isPresent()).isPresent();
  }

  /** A status such as 409 comes with an error, and is meant to. */
  private Optional<Refusal> refusalIn(HttpAnswer answer, boolean namesId) {
    return answer.isFamily(2) ? refusals.in(answer.body(), namesId) : Optional.empty();
  }

  /** As the status in the body has it, where that says anything else than that it is refused. */
  private Outcome refused(HttpAnswer answer, Refusal refusal) {
    int status = refusal.status().orElse(answer.status());
    if (statuses.tokenRefused().contains(status)) {
      return new TokenRefused(AnswerReason.inBody(answer.status(), status));
    } else if (statuses.throttled().contains(status)) {
      return new Throttled(wait(answer), status != 503);
    } else if (statuses.accepted().contains(status)) {
      return new Accepted(ids.in(answer));
    } else if (status / 100 == 5) {
      return new Unavailable(AnswerReason.inBody(answer.status(), status), wait(answer));
    }
    return new Refused(AnswerReason.ofRefusal(answer));
  }

  /** The request had not left as a whole: whatever went wrong, Oplead does not have the lead. */
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
