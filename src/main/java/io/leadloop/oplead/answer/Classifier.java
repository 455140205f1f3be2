package io.leadloop.oplead.answer;

/** Says what an answer, or the lack of one, means; each kind of request has its own. */
public interface Classifier {

  /** What the answer means. */
  Outcome answered(HttpAnswer answer);

  /** The request had not left as a whole. */
  Outcome unsent(Throwable failure);

  /** The request had left, and no answer came. */
  Outcome unanswered(Throwable failure);
}
