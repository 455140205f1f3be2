package io.leadloop.oplead.answer;

import io.leadloop.oplead.answer.Outcome.Refused;
import java.util.Set;

/**
 * Says what an answer means for a document or a status: as for a lead, but that Oplead may also say
 * that it does not know the lead, or does not take the document.
 */
public final class UpdateClassifier implements Classifier {
  private final OutcomeClassifier general;
  private final Set<Integer> refused;

  /**
   * @param refused statuses that refuse an update for good
   */
  public UpdateClassifier(OutcomeClassifier general, Set<Integer> refused) {
    this.general = general;
    this.refused = refused;
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    return refused.contains(answer.status())
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
