package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import io.leadloop.oplead.Outcome.Accepted;
import io.leadloop.oplead.Outcome.Refused;
import io.leadloop.oplead.Outcome.Throttled;
import io.leadloop.oplead.Outcome.TokenRefused;
import io.leadloop.oplead.Outcome.Unavailable;
import io.leadloop.oplead.Outcome.Unknown;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what an answer, or the lack of one, means for a lead that was sent. Where it cannot tell
 * whether Oplead has the lead it says so, because a second request may make a second lead.
 */
final class OutcomeClassifier implements Classifier {

  private final OpleadConfig config;
  private final List<JsonPointer> ids;
  private final RetryAfter retryAfter;

  /**
   * @param ids where an answer may hold the id of what was made; the first that is there counts
   */
  OutcomeClassifier(OpleadConfig config, List<JsonPointer> ids, Clock clock) {
    this.config = config;
    this.ids = ids;
    this.retryAfter = new RetryAfter(clock, config.answers().retryAfterMax());
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    OpleadConfig.Answers meaning = config.answers();
    if (isOneOf(meaning.accepted(), answer)) {
      return new Accepted(idIn(answer));
    } else if (isOneOf(meaning.refused(), answer)) {
      return new Refused(AnswerReason.ofRefusal(answer));
    } else if (isOneOf(meaning.tokenRefused(), answer)) {
      return new TokenRefused(AnswerReason.of(answer.status()));
    } else if (isOneOf(meaning.throttled(), answer)) {
      return new Throttled(wait(answer));
    } else if (isOneOf(meaning.unknown(), answer)) {
      return new Unknown(AnswerReason.of(answer.status()));
    }
    return answeredAsUsual(answer);
  }

  private Outcome answeredAsUsual(HttpAnswer answer) {
    if (answer.isFamily(2)) {
      return new Accepted(idIn(answer));
    } else if (answer.status() == 503 && wait(answer).isPresent()) {
      return new Throttled(wait(answer));
    } else if (answer.isFamily(3) || answer.isFamily(4) || answer.isFamily(5)) {
      return new Unavailable(AnswerReason.of(answer.status()), wait(answer));
    }
    return new Unknown(AnswerReason.of(answer.status()));
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

  private static boolean isOneOf(Optional<Set<Integer>> statuses, HttpAnswer answer) {
    return statuses.map(set -> set.contains(answer.status())).orElse(false);
  }

  private Optional<Duration> wait(HttpAnswer answer) {
    return answer.retryAfter().flatMap(retryAfter::read);
  }

  private Optional<String> idIn(HttpAnswer answer) {
    return OpleadId.in(answer.body(), ids);
  }
}
