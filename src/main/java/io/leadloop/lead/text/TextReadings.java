package io.leadloop.lead.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The readings of a text: as it stands, spelled out letter by letter, joined, and each of these
 * reversed.
 *
 * @param words single words of {@link PlainText}
 * @param joined the whole text without separators
 */
record TextReadings(List<String> words, List<String> joined) {
  /** Longer words match in the joined text. */
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

  /** The words, plus short words spelled in pieces, such as {@code z o e}. */
  private static List<String> words(String plain) {
    String[] parts = plain.split(" ");
    List<String> words = new ArrayList<>(List.of(parts));
    for (int first = 0; first < parts.length; first++) {
      String spelled = parts[first];
      for (int next = first + 1; next < parts.length; next++) {
        spelled += parts[next];
        if (spelled.length() > LONGEST_SPELLED) {
          break;
        }
        words.add(spelled);
      }
    }
    return words;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
