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
 * The values and member names of a lead's document, for recognising them in a text that is about to
 * leave in clear. They are compared as {@link PlainText}; a telephone number is found with and
 * without its country's prefix, anything else by its words, at any depth and however long the value
 * is. Only {@link CommonWords} do not count. It errs on the side of recognising too much: what is
 * withheld can still be read by an administrator.
 */
public final class LeadValues {
  /** From this length on a value is found inside words, too; a shorter one is a word of its own. */
  private static final int FOUND_INSIDE = 4;

  private static final int SHORTEST_WORD = 2;
  private static final int SHORTEST_NUMBER = 3;
  private static final int SHORTEST_PART = 4;
  private static final int SHORTEST_VOCABULARY = 3;

  /** A part of a value is found inside words only if it is a little longer. */
  private static final int PART_FOUND_INSIDE = 5;

  /** A telephone number without its prefix has at least as many digits. */
  private static final int SUBSCRIBER_DIGITS = 8;

  private static final int PART_OF_A_NUMBER = 4;

  /**
   * A text of more words is prose: its whole would never be repeated, but pairs of its words are.
   */
  private static final int MOST_WORDS_OF_A_FIELD = 8;

  private static final int SHORTEST_PAIR = 8;

  /** So many letters tell what the rest of a word is. */
  private static final int SHORTEST_BEGINNING = 4;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9](?: ?[0-9]){7,}+");
  private static final Pattern DOMAIN = Pattern.compile("@[\\p{L}\\p{N}.-]+");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z_]*");

  /** Answers and titles, which say of nobody who he is. */
  private static final Set<String> ANSWERS = Set.of("oui", "non", "yes", "no", "ok", "mr", "mme");

  /** Members that hold a person's name. */
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

  /** Every word of every value, and of the members' names. */
  private final NavigableSet<String> vocabulary = new TreeSet<>();

  private LeadValues() {}

  /** The values of an accepted document; empty where it cannot be read. */
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

  /** Whether one of the values, or a telling part of one, can be read from the text. */
  public boolean occurIn(String text) {
    return isHeldBy(text) || Base64Text.in(PlainText.decoded(text)).anyMatch(this::isHeldBy);
  }

  /**
   * Whether an identifier is made of a name or a telephone number of the lead. Less is asked of it
   * than of words: it has no meaning of its own, and a year or a postcode is in many by chance.
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

  /** A name that is not one of a field may be a value, such as the answer to a question. */
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
      addTelling(named);
      addPairs(words);
    } else {
      Stream.of(words).forEach(this::addPart);
    }
  }

  /** A person may be called as a {@link CommonWords common word} is: Long, Avril, Page. */
  private void addPersonName(String name) {
    for (String word : PlainText.of(name).split(" ")) {
      if (word.length() >= SHORTEST_VOCABULARY) {
        words.add(word);
      }
    }
  }

  /** Numbers are left to what compares numbers. */
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

  /** Of an e-mail address, what is before the sign: the domain is many people's. */
  private static String withoutDomains(String value) {
    return value.indexOf('@') < 0 ? value : DOMAIN.matcher(value).replaceAll(" ");
  }

  /** Spreadsheets leave out the zeros in front. */
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

  private void addTelling(String prose) {
    WORD.matcher(PlainText.decoded(prose))
        .results()
        .map(MatchResult::group)
        .filter(LeadValues::isTelling)
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

  private static boolean isTelling(String word) {
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

  /** Names no value. */
  @Override
  public String toString() {
    return "LeadValues[" + List.of(inside.size(), words.size(), numbers.size()) + "]";
  }
}
