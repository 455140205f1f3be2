package io.leadloop.oplead.answer;

import io.leadloop.oplead.answer.Outcome.Refused;
import java.util.Set;

/**
 * Classifies the answer to a document or status: as for a lead, except that Oplead may also not
 * know the lead or refuse the update.
 */
public final class UpdateClassifier implements Classifier {
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
