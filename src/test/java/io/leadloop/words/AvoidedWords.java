package io.leadloop.words;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words and phrases for which plain technical English has better ones. */
final class AvoidedWords {
  private static final Pattern WORDS =
      Stream.of(
              "whoever",
              "nobody",
              "told",
              "tells",
              "says",
              "said",
              "anew",
              "beside",
              "under way",
              "of which",
              "of whom",
              "what came of",
              "it may be that",
              "again and again",
              "what is no",
              "wants a look",
              "overslept",
              "is no cursor",
              "nothing is known")
          .map(AvoidedWords::spaced)
          .collect(
              collectingAndThen(
                  joining("|", "\\b(?:", ")\\b"),
                  words -> Pattern.compile(words, CASE_INSENSITIVE)));

  /** By where they stand in a sentence. */
  private static final List<Pattern> PLACES =
      List.of(
          Pattern.compile("\\belse(?=[.,;:)])", CASE_INSENSITIVE),
          Pattern.compile("\\bWhat\\s+is\\b(?=[^.?\\x00]*[.\\x00])"));

  /** Good in a question, and a riddle in place of a noun. */
  private static final List<Pattern> RARE =
      List.of(Pattern.compile("\\bwhat\\s+(is|became\\s+of)\\b"));

  private AvoidedWords() {}

  /**
   * @param prose of the file, position by position
   * @return a line per finding: where it is, and the word
   */
  static Stream<String> in(String file, String prose) {
    return in(file, prose, Stream.concat(Stream.of(WORDS), PLACES.stream()));
  }

  /** The same for words that may occur a few times. */
  static Stream<String> rareIn(String file, String prose) {
    return in(file, prose, RARE.stream());
  }

  private static Stream<String> in(String file, String prose, Stream<Pattern> patterns) {
    return patterns
        .flatMap(pattern -> pattern.matcher(prose).results())
        .map(
            found ->
                file
                    + ":"
                    + line(prose, found.start())
                    + ": "
                    + found.group().replaceAll("\\s+", " "));
  }

  private static long line(String text, int position) {
    return 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private static String spaced(String words) {
    return words.replace(" ", "\\s+");
  }
}
