package io.leadloop.page.problem;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Problem;
import java.util.List;
import java.util.Locale;

/**
 * One code in {@code problems.yaml}.
 *
 * @param repeatable whether the same request, sent again later, may succeed
 * @param example the detail of a sample answer
 * @param pointer the member that the sample is about; null for none
 */
record ProblemEntry(
    boolean repeatable, String example, String pointer, ProblemText en, ProblemText fr) {

  ProblemArticle article(ErrorCode code, Locale language) {
    ProblemText text = Locale.FRENCH.equals(language) ? fr : en;
    Problem sample = sample(code);
    return new ProblemArticle(
        sample.type(),
        text.title() == null ? code.title() : text.title(),
        code.status(),
        text.meaning(),
        text.cause(),
        text.remedy(),
        repeatable,
        text.repeating(),
        sample);
  }

  private Problem sample(ErrorCode code) {
    return Problem.of(
        pointer == null
            ? new ProblemException(code, example)
            : ProblemException.rejected(code, List.of(new FieldError(pointer, example))));
  }
}
