package io.leadloop.lead;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a lead's document says, for recognising it in a text that is about to leave in clear. Values
 * are compared as {@link PlainText}; a telephone number is found with and without its country's
 * prefix, an address by its words. It errs on the side of recognising too much: what is withheld
 * can still be read by an administrator.
 */
public final class LeadValues {
  /** From this length on a value is found inside words, too; a shorter one is a word of its own. */
  private static final int FOUND_INSIDE = 4;

  private static final int SHORTEST_WORD = 2;
  private static final int SHORTEST_NUMBER = 3;
  private static final int SHORTEST_PART = 4;

  /** A part of a value is found inside words only if it is a little longer. */
  private static final int PART_FOUND_INSIDE = 5;

  /** A telephone number without its prefix has at least as many digits. */
  private static final int SUBSCRIBER_DIGITS = 8;

  private static final int PART_OF_A_NUMBER = 4;

  /** A text of more words is prose: of it only names, numbers and pairs of words are personal. */
  private static final int MOST_WORDS_OF_A_FIELD = 8;

  private static final int SHORTEST_PAIR = 8;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9](?: ?[0-9]){7,}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{6,}");

  /** Answers and titles, which say of nobody who he is. */
  private static final Set<String> ANSWERS = Set.of("oui", "non", "yes", "no", "ok", "mr", "mme");

  /** Words of the trade, which occur in any lead and in any status. */
  private static final Set<String> TRADE =
      Set.of(
          ("lead test prospect client contact projet project demande devis quote appel rappel"
                  + " rappeler relance relancer rendez vous visite attente cours suite faire signe"
                  + " envoye refuse accepte annule gagne perdu nouveau traiter qualifie joignable"
                  + " pour avec dans sans plus tard apres avant bonjour merci souhaite voudrais")
              .split(" "));

  private static final JsonFactory JSON = DocumentJson.factory();

  private final Set<String> inside = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  private LeadValues() {}

  /** The values of an accepted document; empty where it cannot be read. */
  public static Optional<LeadValues> of(byte[] document) {
    LeadValues values = new LeadValues();
    try (JsonParser parser = JSON.createParser(document)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()
            && !parser.currentToken().isBoolean()
            && parser.currentToken() != JsonToken.VALUE_NULL) {
          values.add(parser.getText());
        }
      }
      return Optional.of(values);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether one of the values, or a telling part of one, can be read from the text. */
  public boolean occurIn(String text) {
    return isHeldBy(text)
        || BASE64
            .matcher(PlainText.decoded(text))
            .results()
            .flatMap(token -> clear(token.group()))
            .anyMatch(this::isHeldBy);
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
    String plain = PlainText.of(text);
    String joined = PlainText.joined(plain);
    return Stream.of(plain.split(" ")).anyMatch(words::contains)
        || inside.stream().anyMatch(joined::contains)
        || holdsNumber(digits(joined));
  }

  private boolean holdsNumber(String digits) {
    return numbers.stream()
        .anyMatch(
            number ->
                digits.contains(subscriber(number))
                    || digits.length() >= PART_OF_A_NUMBER && number.contains(digits));
  }

  /** What a token says in Base64, where that is text. */
  private static Stream<String> clear(String token) {
    String standard = token.replace('-', '+').replace('_', '/');
    int whole = standard.length() - (standard.length() % 4 == 1 ? 1 : 0);
    try {
      byte[] bytes = Base64.getDecoder().decode(standard.substring(0, whole));
      return Stream.of(new String(bytes, UTF_8)).filter(clear -> clear.indexOf('\uFFFD') < 0);
    } catch (IllegalArgumentException notBase64) {
      return Stream.empty();
    }
  }

  private void add(String value) {
    String plain = PlainText.of(value);
    String joined = PlainText.joined(plain);
    if (isNumber(joined)) {
      addNumber(joined);
    } else if (!TRADE.contains(joined) && !ANSWERS.contains(joined)) {
      add(joined, FOUND_INSIDE, SHORTEST_WORD);
    }
    NUMBER.matcher(plain).results().forEach(n -> numbers.add(PlainText.joined(n.group())));
    addParts(value, plain.split(" "));
  }

  private void addNumber(String digits) {
    add(digits, FOUND_INSIDE, SHORTEST_NUMBER);
  }

  private void add(String value, int foundInside, int shortest) {
    if (value.length() >= foundInside) {
      inside.add(value);
    } else if (value.length() >= shortest) {
      words.add(value);
    }
  }

  private void addParts(String value, String[] plain) {
    String named = value.contains("@") ? value.substring(0, value.indexOf('@')) : value;
    boolean prose = plain.length > MOST_WORDS_OF_A_FIELD;
    WORD.matcher(PlainText.decoded(named))
        .results()
        .map(word -> word.group())
        .filter(word -> !prose || isTelling(word))
        .forEach(word -> addPart(PlainText.joined(PlainText.of(word))));
    for (int next = 1; prose && next < plain.length; next++) {
      String pair = plain[next - 1] + plain[next];
      if (pair.length() >= SHORTEST_PAIR) {
        inside.add(pair);
      }
    }
  }

  private void addPart(String part) {
    if (isNumber(part)) {
      addNumber(part);
    } else if (!TRADE.contains(part)) {
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
