package io.leadloop.lead.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Masks the values of a lead in a text that may repeat them, such as an answer of Oplead, so that
 * the rest can be shown. E-mail addresses and long numbers are masked whosever they are. What
 * cannot be masked word by word is withheld altogether.
 */
public final class ValueMask {
  static final String MASK = "•••";

  /** A value of more words is prose, whose words are found one by one. */
  private static final int MOST_WORDS = 8;

  private static final Pattern DOUBTFUL =
      Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+|\\+?\\d(?:[ .()/-]{0,2}\\d){7,}+");

  /** With the signs of the encodings in which {@link PlainText} reads a text. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}%&#;\\\\]+");

  private final LeadValues values;

  private ValueMask(LeadValues values) {
    this.values = values;
  }

  /** The text without the values; empty where some would remain. */
  public static Optional<String> mask(String text, LeadValues values) {
    return new ValueMask(values).mask(DOUBTFUL.matcher(text).replaceAll(MASK));
  }

  /** From single words to longer runs, for as long as values remain. */
  private Optional<String> mask(String text) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    boolean[] hidden = new boolean[words.size()];
    String masked = text;
    for (int length = 1; length <= MOST_WORDS && values.occurIn(masked); length++) {
      for (int first = 0; first + length <= words.size(); first++) {
        hide(text, words.subList(first, first + length), hidden, first);
      }
      masked = without(text, words, hidden);
    }
    return Optional.of(masked).filter(shown -> !values.occurIn(shown));
  }

  /** Hides a run of words that hold a value together, unless one of them is hidden. */
  private void hide(String text, List<MatchResult> run, boolean[] hidden, int first) {
    for (int i = 0; i < run.size(); i++) {
      if (hidden[first + i]) {
        return;
      }
    }
    if (values.occurIn(text.substring(run.get(0).start(), run.get(run.size() - 1).end()))) {
      for (int i = 0; i < run.size(); i++) {
        hidden[first + i] = true;
      }
    }
  }

  private static String without(String text, List<MatchResult> words, boolean[] hidden) {
    List<String> parts = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < hidden.length; i++) {
      if (hidden[i]) {
        parts.add(text.substring(end, words.get(i).start()));
        parts.add(MASK);
        end = words.get(i).end();
      }
    }
    parts.add(text.substring(end));
    return String.join("", parts);
  }
}
