package io.leadloop.portal.lead;

import io.leadloop.error.FieldError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a list was not compared.
 *
 * @param line of the list, from 1; null where it is about none
 * @param member what of the line is wrong, or of the form; null for all of it
 */
public record ListProblem(Integer line, String member, String detail) {
  private static final Pattern OF_A_LINE = Pattern.compile("/items/(\\d{1,6})(?:/(\\w+))?");

  static ListProblem of(String detail) {
    return new ListProblem(null, null, detail);
  }

  static ListProblem of(FieldError error, PastedList list) {
    Matcher at = OF_A_LINE.matcher(error.pointer());
    return at.matches()
        ? new ListProblem(list.line(Integer.parseInt(at.group(1))), at.group(2), error.detail())
        : new ListProblem(null, error.pointer().replace("/", ""), error.detail());
  }
}
