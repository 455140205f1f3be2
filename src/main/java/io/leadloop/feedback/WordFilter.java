package io.leadloop.feedback;

import io.leadloop.lead.LeadValues;
import io.leadloop.lead.PlainText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether a word of Oplead's that no table knows, such as an unknown status label or the
 * state of an appointment, may be kept in clear and published. Anything may stand in it, so it
 * passes only if it is short, can be read, and holds no value of the lead, no address and no
 * number.
 */
final class WordFilter {
  /** As in "3rd call" or a year, but no postcode and no telephone number. */
  private static final int MOST_DIGITS = 4;

  private static final Pattern ADDRESS =
      Pattern.compile("@|://|(?i:\\bwww\\b)|\\p{L}[\\p{L}\\p{N}-]+\\.\\p{L}{2,}");

  /** Letters that a wrong charset damaged: what they were cannot be compared with the lead. */
  private static final Pattern DAMAGED =
      Pattern.compile("\uFFFD|[\u00C2-\u00C5][\u0080-\u00BF\u0152-\u2122]|\\p{L}\\?\\p{L}");

  private WordFilter() {}

  /**
   * Whether the word may leave.
   *
   * @param longest of how many characters it may be
   * @param values the lead's; empty where they are not known, as after its erasure: then nothing
   *     passes
   */
  static boolean passes(String word, int longest, Optional<LeadValues> values) {
    return word.length() <= longest
        && !DAMAGED.matcher(word).find()
        && !looksPersonal(PlainText.decoded(word))
        && values.filter(lead -> !lead.occurIn(word)).isPresent();
  }

  private static boolean looksPersonal(String decoded) {
    return decoded.codePoints().filter(Character::isDigit).count() > MOST_DIGITS
        || decoded.codePoints().anyMatch(Character::isISOControl)
        || ADDRESS.matcher(decoded).find();
  }
}
