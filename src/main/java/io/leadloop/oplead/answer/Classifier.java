package io.leadloop.oplead.answer;

/** Maps an answer or a failed call to an outcome, per kind of request. */
public interface Classifier {

  /** Classifies an answer. */
  Outcome answered(HttpAnswer answer);

  /** Classifies a failure before the whole request was sent. */
  Outcome unsent(Throwable failure);

  /** Classifies a failure after the request was sent. */
  Outcome unanswered(Throwable failure);
}
