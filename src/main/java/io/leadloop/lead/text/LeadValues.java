package io.leadloop.lead.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values and member names of a lead's document, to detect them in text that is about to be
 * published. Values are compared as {@link PlainText}: telephone numbers with and without country
 * prefix, everything else by words, except {@link CommonWords}. False positives are acceptable,
 * since an administrator can read withheld text.
 */
public final class LeadValues {
  /** Values of at least this length match inside words; shorter ones match whole words only. */
  private static final int FOUND_INSIDE = 4;

  private static final int SHORTEST_WORD = 2;
  private static final int SHORTEST_NUMBER = 3;
  private static final int SHORTEST_PART = 4;
  private static final int SHORTEST_VOCABULARY = 3;

  /** The minimum length for a part of a value to match inside words. */
  private static final int PART_FOUND_INSIDE = 5;

  /** The minimum digits of a telephone number without prefix. */
  private static final int SUBSCRIBER_DIGITS = 8;

  private static final int PART_OF_A_NUMBER = 4;

  /** Longer texts are prose, matched by pairs of words instead of as a whole. */
  private static final int MOST_WORDS_OF_A_FIELD = 8;

  private static final int SHORTEST_PAIR = 8;

  /** The minimum prefix that identifies a word. */
  private static final int SHORTEST_BEGINNING = 4;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9](?: ?[0-9]){7,}+");
  private static final Pattern DOMAIN = Pattern.compile("@[\\p{L}\\p{N}.-]+");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z_]*");

  /** Answers and titles, which identify no person. */
  private static final Set<String> ANSWERS = Set.of("oui", "non", "yes", "no", "ok", "mr", "mme");

  /** Names of members that hold a person's name. */
  private static final Set<String> PERSON_NAMES =
      Set.of(
          "lastname",
          "firstname",
          "surname",
          "familyname",
          "givenname",
          "middlename",
          "fullname",
          "name",
          "nom",
          "nomdefamille",
          "prenom",
          "prenoms",
          "nomprenom",
          "prenomnom",
          "nomcomplet",
          "ctclastname",
          "ctcfirstname");

  private static final JsonFactory JSON = DocumentJson.factory();

  private final Set<String> inside = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  /** All words of values and member names. */
  private final NavigableSet<String> vocabulary = new TreeSet<>();

  private LeadValues() {}

  /** Collects the values of an accepted document; empty if it is unreadable. */
  public static Optional<LeadValues> of(byte[] document) {
    LeadValues values = new LeadValues();
    try (JsonParser parser = JSON.createParser(document)) {
      boolean namesPerson = false;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          values.addName(parser.currentName());
          namesPerson = PERSON_NAMES.contains(PlainText.joined(PlainText.of(parser.currentName())));
        } else if (parser.currentToken().isScalarValue()
            && !parser.currentToken().isBoolean()
            && parser.currentToken() != JsonToken.VALUE_NULL) {
          values.add(parser.getText());
          if (namesPerson) {
            values.addPersonName(parser.getText());
          }
        }
      }
      return Optional.of(values);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the text contains a value or an identifying part of one. */
  public boolean occurIn(String text) {
    return isHeldBy(text) || Base64Text.in(PlainText.decoded(text)).anyMatch(this::isHeldBy);
  }

  /**
   * Whether an identifier contains a name or telephone number of the lead. Checks less than {@link
   * #occurIn}, because many identifiers contain a year or a postcode by chance.
   */
  public boolean areSpelledBy(String identifier) {
    String joined = PlainText.joined(PlainText.of(identifier));
    String digits = digits(joined);
    return inside.stream().filter(LeadValues::mayBeName).anyMatch(joined::contains)
        || numbers.stream().anyMatch(number -> digits.contains(subscriber(number)));
  }

  private static boolean mayBeName(String value) {
    return value.length() >= PART_FOUND_INSIDE && value.codePoints().allMatch(Character::isLetter);
  }

  private boolean isHeldBy(String text) {
    TextReadings readings = TextReadings.of(text);
    return readings.haveWord(this::isWord)
        || inside.stream().anyMatch(readings::hold)
        || vocabulary.stream().filter(LeadValues::isFoundInside).anyMatch(readings::hold)
        || holdsNumber(digits(readings.joined().get(0)));
  }

  private boolean isWord(String word) {
    return words.contains(word)
        || !CommonWords.contain(word)
            && (vocabulary.contains(word)
                || word.length() >= SHORTEST_BEGINNING && isBeginning(word));
  }

  private static boolean isFoundInside(String word) {
    return word.length() >= PART_FOUND_INSIDE;
  }

  private boolean isBeginning(String word) {
    String next = vocabulary.ceiling(word);
    return next != null && next.startsWith(word);
  }

  private boolean holdsNumber(String digits) {
    return numbers.stream()
        .anyMatch(
            number ->
                digits.contains(subscriber(number))
                    || digits.length() >= PART_OF_A_NUMBER && number.contains(digits));
  }

  /** A member name that is not a field name may be a value, such as an answer. */
  private void addName(String name) {
    if (FIELD_NAME.matcher(name).matches()) {
      addWords(PlainText.of(name).split(" "));
    } else {
      add(name);
    }
  }

  private void add(String value) {
    String plain = PlainText.of(value);
    String joined = PlainText.joined(plain);
    if (isNumber(joined)) {
      addNumber(joined);
    } else if (!CommonWords.areAll(plain) && !ANSWERS.contains(joined)) {
      add(joined, FOUND_INSIDE, SHORTEST_WORD);
    }
    NUMBER.matcher(plain).results().forEach(n -> numbers.add(PlainText.joined(n.group())));
    String named = withoutDomains(value);
    String[] words = (named.equals(value) ? plain : PlainText.of(named)).split(" ");
    addWords(words);
    if (words.length > MOST_WORDS_OF_A_FIELD) {
      addIdentifyingWords(named);
      addPairs(words);
    } else {
      Stream.of(words).forEach(this::addPart);
    }
  }

  /** Adds even {@link CommonWords common words}, since they can be names: Long, Avril, Page. */
  private void addPersonName(String name) {
    for (String word : PlainText.of(name).split(" ")) {
      if (word.length() >= SHORTEST_VOCABULARY) {
        words.add(word);
      }
    }
  }

  /** Skips numbers, which are compared separately. */
  private void addWords(String[] plain) {
    for (String word : plain) {
      if (word.length() >= SHORTEST_VOCABULARY
          && !isNumber(word)
          && !CommonWords.contain(word)
          && !ANSWERS.contains(word)) {
        vocabulary.add(word);
      }
    }
  }

  /** Removes e-mail domains, which many people share. */
  private static String withoutDomains(String value) {
    return value.indexOf('@') < 0 ? value : DOMAIN.matcher(value).replaceAll(" ");
  }

  /** Also without leading zeros, which spreadsheets drop. */
  private void addNumber(String digits) {
    add(digits, FOUND_INSIDE, SHORTEST_NUMBER);
    add(digits.replaceFirst("^0+", ""), FOUND_INSIDE, SHORTEST_NUMBER);
  }

  private void add(String value, int foundInside, int shortest) {
    if (value.length() >= foundInside) {
      inside.add(value);
    } else if (value.length() >= shortest) {
      words.add(value);
    }
  }

  private void addIdentifyingWords(String prose) {
    WORD.matcher(PlainText.decoded(prose))
        .results()
        .map(MatchResult::group)
        .filter(LeadValues::isIdentifying)
        .forEach(word -> addPart(PlainText.joined(PlainText.of(word))));
  }

  private void addPairs(String[] plain) {
    for (int next = 1; next < plain.length; next++) {
      String pair = plain[next - 1] + plain[next];
      if (pair.length() >= SHORTEST_PAIR
          && !CommonWords.areAll(plain[next - 1] + " " + plain[next])) {
        inside.add(pair);
      }
    }
  }

  private void addPart(String part) {
    if (isNumber(part)) {
      addNumber(part);
    } else if (!CommonWords.contain(part)) {
      add(part, PART_FOUND_INSIDE, SHORTEST_PART);
    }
  }

  private static boolean isIdentifying(String word) {
    return Character.isUpperCase(word.codePointAt(0))
        || word.codePoints().anyMatch(Character::isDigit);
  }

  private static boolean isNumber(String joined) {
    return digits(joined).length() == joined.length();
  }

  private static String subscriber(String digits) {
    return digits.substring(digits.length() - SUBSCRIBER_DIGITS);
  }

  private static String digits(String joined) {
    StringBuilder digits = new StringBuilder();
    joined.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }

  /** Reveals no value. */
  @Override
  public String toString() {
    return "LeadValues[" + List.of(inside.size(), words.size(), numbers.size()) + "]";
  }
}
