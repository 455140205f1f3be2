package io.leadloop.oplead.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.answer.Outcome.Absent;
import io.leadloop.oplead.answer.Outcome.Read;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;

/** Classifies the answer to a read of one lead, which changes nothing. */
public final class ReadClassifier implements Classifier {
  private static final int NOT_FOUND = 404;

  private final OutcomeClassifier general;

  public ReadClassifier(OutcomeClassifier general) {
    this.general = general;
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    if (answer.status() == NOT_FOUND && !answer.body().isPage()) {
      return new Absent();
    } else if (answer.isFamily(2)) {
      return read(answer);
    }
    Outcome outcome = general.answered(answer);
    return outcome.kind().isAboutLead()
        ? new Unavailable("reading: HTTP " + answer.status())
        : outcome;
  }

  private Outcome read(HttpAnswer answer) {
    if (answer.isPage()) {
      return new Unavailable("reading: " + AnswerReason.ofPage(answer.status()));
    } else if (!answer.body().isJson()) {
      return new Unavailable("Oplead's answer is not JSON");
    } else if (general.reportsError(answer)) {
      return new Unavailable("reading: " + AnswerReason.inBody(answer.status()));
    }
    return new Read(answer.body().root().toString().getBytes(UTF_8));
  }

  @Override
  public Outcome unsent(Throwable failure) {
    return general.unsent(failure);
  }

  @Override
  public Outcome unanswered(Throwable failure) {
    Unknown lost = (Unknown) general.unanswered(failure);
    return new Unavailable("reading: " + lost.reason());
  }
}
