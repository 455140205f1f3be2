package io.leadloop.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The ways in which words can be read from a text: as they stand, spelled out letter by letter, run
 * together, and each of these backwards.
 *
 * @param words single words of {@link PlainText}
 * @param joined the whole text without separators
 */
record TextReadings(List<String> words, List<String> joined) {
  private static final int LONGEST_SPELLED = 5;

  static TextReadings of(String text) {
    String plain = PlainText.of(text);
    List<String> words = words(plain);
    return new TextReadings(
        Stream.concat(words.stream(), words.stream().map(TextReadings::reversed)).toList(),
        Stream.of(PlainText.joined(plain), reversed(PlainText.joined(plain))).toList());
  }

  boolean haveWord(Predicate<String> wanted) {
    return words.stream().anyMatch(wanted);
  }

  boolean hold(String value) {
    return joined.stream().anyMatch(text -> text.contains(value));
  }

  /** The words and, of letters that stand alone, the short ones that they may spell. */
  private static List<String> words(String plain) {
    List<String> words = new ArrayList<>();
    StringBuilder spelled = new StringBuilder();
    for (String word : plain.split(" ")) {
      words.add(word);
      if (word.length() == 1) {
        spelled.append(word);
      } else {
        addSpelled(words, spelled);
      }
    }
    addSpelled(words, spelled);
    return words;
  }

  /** Longer words are found in the joined text. */
  private static void addSpelled(List<String> words, StringBuilder spelled) {
    for (int from = 0; from < spelled.length(); from++) {
      for (int to = from + 2; to <= Math.min(spelled.length(), from + LONGEST_SPELLED); to++) {
        words.add(spelled.substring(from, to));
      }
    }
    spelled.setLength(0);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
