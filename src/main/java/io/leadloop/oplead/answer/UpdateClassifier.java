package io.leadloop.oplead.answer;

import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import java.util.Set;

/**
 * Classifies the answer to a document or status: as for a lead, except that Oplead may also not
 * know the lead or refuse the update. An error page comes from a server in front of Oplead, so the
 * update is tried again, unless the status is about its content.
 */
public final class UpdateClassifier implements Classifier {
  /** Too large, of another type or invalid, whichever server answers. */
  private static final Set<Integer> OF_CONTENT = Set.of(413, 415, 422);

  private final OutcomeClassifier general;
  private final Set<Integer> refused;

  /**
   * @param refused statuses that refuse an update permanently, also in the body of a 2xx
   */
  public UpdateClassifier(OutcomeClassifier general, Set<Integer> refused) {
    this.general = general;
    this.refused = refused;
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    if (answer.body().isPage() && !OF_CONTENT.contains(answer.status())) {
      Outcome outcome = general.answered(answer);
      return outcome instanceof Refused
          ? new Unavailable(AnswerReason.ofPage(answer.status()))
          : outcome;
    }
    return refused.contains(general.status(answer))
        ? new Refused(AnswerReason.ofRefusal(answer))
        : general.answered(answer);
  }

  @Override
  public Outcome unsent(Throwable failure) {
    return general.unsent(failure);
  }

  @Override
  public Outcome unanswered(Throwable failure) {
    return general.unanswered(failure);
  }
}
