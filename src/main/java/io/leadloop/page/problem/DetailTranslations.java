package io.leadloop.page.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Details of problems in another language, by their English sentences. A sentence may have values,
 * as in {@code A lead has at most {count}.}: an answer's own values then stand in the translation,
 * and a value that is itself one of the sentences or words is translated as well.
 */
final class DetailTranslations {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern MEMBER = Pattern.compile("(?s)(/[^\\s:]*): (.+)");

  private final Map<String, String> constant;
  private final List<Sentence> sentences;

  DetailTranslations(Map<String, String> texts) {
    this.constant =
        texts.entrySet().stream()
            .filter(text -> !PLACE.matcher(text.getKey()).find())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    this.sentences =
        texts.entrySet().stream()
            .filter(text -> PLACE.matcher(text.getKey()).find())
            .map(text -> Sentence.of(text.getKey(), text.getValue()))
            .sorted(Comparator.comparingInt(Sentence::fixed).reversed())
            .toList();
  }

  /** The translation; empty where there is none. */
  Optional<String> of(String english) {
    String whole = constant.get(english);
    if (whole != null) {
      return Optional.of(whole);
    }
    Matcher ofMember = MEMBER.matcher(english);
    return ofMember.matches()
        ? of(ofMember.group(2)).map(rest -> ofMember.group(1) + " : " + rest)
        : sentences.stream().flatMap(sentence -> fill(sentence, english).stream()).findFirst();
  }

  private Optional<String> fill(Sentence sentence, String english) {
    Matcher values = sentence.english().matcher(english);
    return values.matches()
        ? Optional.of(
            PLACE
                .matcher(sentence.translation())
                .replaceAll(place -> Matcher.quoteReplacement(word(values.group(place.group(1))))))
        : Optional.empty();
  }

  private String word(String value) {
    return of(value).orElse(value);
  }

  /**
   * A sentence with values.
   *
   * @param english what matches it, with a group for each value
   * @param fixed how many of its characters are no value: the more there are, the surer the match
   */
  private record Sentence(Pattern english, String translation, int fixed) {
    static Sentence of(String english, String translation) {
      StringBuilder pattern = new StringBuilder("(?s)");
      int end = 0;
      int fixed = 0;
      for (MatchResult place : PLACE.matcher(english).results().toList()) {
        pattern.append(Pattern.quote(english.substring(end, place.start())));
        pattern.append("(?<").append(place.group(1)).append(">.+?)");
        fixed += place.start() - end;
        end = place.end();
      }
      pattern.append(Pattern.quote(english.substring(end)));
      return new Sentence(
          Pattern.compile(pattern.toString()), translation, fixed + english.length() - end);
    }
  }
}
