package io.leadloop.oplead.answer;

import io.leadloop.oplead.answer.Outcome.Absent;
import java.util.Set;

/**
 * Classifies the answer to a removal; already removed counts as success, unless a page reports it,
 * which comes from a server in front of Oplead.
 */
public final class RemovalClassifier implements Classifier {
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final OutcomeClassifier general;

  public RemovalClassifier(OutcomeClassifier general) {
    this.general = general;
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    boolean isGone = GONE.contains(general.status(answer)) && !answer.body().isPage();
    return isGone ? new Absent() : general.answered(answer);
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
