package io.leadloop.oplead.text;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the digits and separators of an amount. The rule is the same for all locales, since users
 * of one platform write both forms: a single separator before exactly three digits separates
 * thousands, and so do several of one kind; any other single point or comma is the decimal
 * separator; of two kinds, the last one is.
 *
 * @param decimal empty if the digits are not a number
 * @param isAmbiguous whether there are several readings: {@code 12.50.00}
 */
public record DigitGroups(Optional<BigDecimal> decimal, boolean isAmbiguous) {
  private static final DigitGroups NO_NUMBER = new DigitGroups(Optional.empty(), false);
  private static final DigitGroups AMBIGUOUS = new DigitGroups(Optional.empty(), true);

  private static final Pattern SEPARATOR = Pattern.compile("[ .,']");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");
  private static final Pattern THOUSANDS = Pattern.compile("[1-9][0-9]{0,2}(?:[ .,'][0-9]{3})+");

  /**
   * @param text digits, with single separators between them
   */
  public static DigitGroups of(String text) {
    String separators = DIGITS.matcher(text).replaceAll("");
    if (separators.isEmpty()) {
      return WHOLE.matcher(text).matches() ? number(text, "") : NO_NUMBER;
    } else if (areOneKind(separators) && THOUSANDS.matcher(text).matches()) {
      return number(text, "");
    }
    int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    return last == lastSeparator(text) ? withDecimals(text, last, separators) : NO_NUMBER;
  }

  private static DigitGroups withDecimals(String text, int point, String separators) {
    String whole = text.substring(0, point);
    String grouping = separators.substring(0, separators.length() - 1);
    boolean isGrouped = areOneKind(grouping) && THOUSANDS.matcher(whole).matches();
    if (grouping.indexOf(text.charAt(point)) >= 0) {
      return AMBIGUOUS;
    }
    return isGrouped || WHOLE.matcher(whole).matches()
        ? number(whole, text.substring(point + 1))
        : NO_NUMBER;
  }

  private static boolean areOneKind(String separators) {
    return separators.chars().distinct().count() == 1;
  }

  private static int lastSeparator(String text) {
    List<String> groups = Arrays.asList(SEPARATOR.split(text));
    return text.length() - groups.get(groups.size() - 1).length() - 1;
  }

  private static DigitGroups number(String whole, String decimals) {
    String digits = SEPARATOR.matcher(whole).replaceAll("");
    String text = decimals.isEmpty() ? digits : digits + "." + decimals;
    return new DigitGroups(Optional.of(new BigDecimal(text)), false);
  }
}
