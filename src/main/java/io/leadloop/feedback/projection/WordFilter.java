package io.leadloop.feedback.projection;

import io.leadloop.lead.text.LeadValues;
import io.leadloop.lead.text.PlainText;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Decides whether a word of Oplead's that no table knows, such as an unknown status label or the
 * state of an appointment, may be kept in clear and published. Anything may stand in it, so it
 * passes only if it is short, reads like ordinary words of a Latin script, and holds no value of
 * the lead, no address and no number. A label that passes by mistake is public; one that is
 * withheld by mistake is still shown to administrators.
 */
final class WordFilter {
  private static final int LONGEST = 60;

  /** As in "3rd call" or a year, but no postcode and no telephone number. */
  private static final int MOST_DIGITS = 4;

  private static final Pattern ADDRESS =
      Pattern.compile("@|://|(?i:\\bwww\\b)|\\p{L}[\\p{L}\\p{N}-]+\\.\\p{L}{2,}");

  /** Letters that a wrong charset damaged: what they were cannot be compared with the lead. */
  private static final Pattern DAMAGED =
      Pattern.compile("\uFFFD|[\u00C2-\u00C5][\u0080-\u00BF\u0152-\u2122]|\\p{L}\\?\\p{L}");

  /** No letters but Latin ones, without look-alikes, and no signs that stand for letters. */
  private static final Pattern ORDINARY =
      Pattern.compile("[A-Za-zŒœÆæßØø0-9\\p{M} .,;:!?'’\"«»()\\[\\]/&%°€+>#_–—…-]*");

  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");

  /**
   * All small, all capital or with one capital in front; an ordinal or a step has digits. Encoded
   * text has capitals and digits anywhere.
   */
  private static final Predicate<String> IS_PLAIN =
      Pattern.compile(
              "\\p{Lu}?[\\p{Ll}\\p{M}]+|[\\p{Lu}\\p{M}]+|[Rr][Dd][Vv]s?|[0-9]+|\\p{L}[0-9]"
                  + "|(?i)[0-9]{1,2}(?:[ehjx]|er|[eè]re|[eè]me|nde?|st|rd|th)")
          .asMatchPredicate();

  private WordFilter() {}

  /**
   * Whether the word may leave.
   *
   * @param values the lead's; empty where they are not known, as after its erasure: then nothing
   *     passes
   */
  static boolean passes(String word, Optional<LeadValues> values) {
    return word.length() <= LONGEST
        && !DAMAGED.matcher(word).find()
        && isOrdinary(PlainText.decoded(word))
        && values.filter(lead -> !lead.occurIn(word)).isPresent();
  }

  private static boolean isOrdinary(String decoded) {
    return decoded.codePoints().filter(Character::isDigit).count() <= MOST_DIGITS
        && ORDINARY.matcher(Normalizer.normalize(decoded, Normalizer.Form.NFD)).matches()
        && !ADDRESS.matcher(decoded).find()
        && TOKEN.matcher(decoded).results().map(MatchResult::group).allMatch(IS_PLAIN);
  }
}
