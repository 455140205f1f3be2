package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.DigitGroups;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses an amount in a callback: {@code 12500}, {@code 1E5}, {@code 12 500,50 €}, {@code
 * 12,500.50}, {@code 12’500 CHF}, {@code 12,5 k€ HT}. JSON numbers are taken as they are; in
 * strings, {@link DigitGroups} finds the decimals.
 *
 * @param value empty if there is no amount or it is unreadable
 * @param isAmbiguous whether it is unreadable because it has several readings
 */
record CallbackAmount(Optional<BigDecimal> value, boolean isAmbiguous) {
  static final CallbackAmount NONE = new CallbackAmount(Optional.empty(), false);
  private static final CallbackAmount AMBIGUOUS = new CallbackAmount(Optional.empty(), true);

  /** The maximum before and after the decimal point; the column holds no more. */
  private static final int MOST_DIGITS = 15;

  private static final int LONGEST = 60;

  private static final String CURRENCY = "(?:€|euros?|eur|\\$|usd|£|gbp|chf)";

  private static final Pattern FORM =
      Pattern.compile(
          ("(?:CURRENCY ?)?(?<sign>[+-]?) ?(?:CURRENCY ?)?"
                  + "(?<digits>[0-9]+(?:[ .,'][0-9]+)*)"
                  + "(?<exponent>e[+-]?[0-9]{1,2})?"
                  + "(?:[.,]-{1,2})?"
                  + "(?: ?(?<times>k|m(?= ?CURRENCY)))?"
                  + "(?: ?CURRENCY)?"
                  + "(?: ?(?:ttc|ht|t\\.t\\.c\\.?|h\\.t\\.?|hors taxes?|net))?")
              .replace("CURRENCY", CURRENCY));

  static CallbackAmount read(JsonNode value) {
    return value.isNumber()
        ? bounded(value.decimalValue())
        : CallbackFields.text(value).map(CallbackAmount::parse).orElse(NONE);
  }

  static CallbackAmount parse(String text) {
    Matcher form = FORM.matcher(text.length() > LONGEST ? "" : plain(text));
    if (!form.matches()) {
      return NONE;
    }
    DigitGroups digits = DigitGroups.of(form.group("digits"));
    if (digits.isAmbiguous()) {
      return AMBIGUOUS;
    }
    return digits
        .decimal()
        .map(number -> form.group("sign").equals("-") ? number.negate() : number)
        .map(number -> number.scaleByPowerOfTen(power(form)))
        .map(CallbackAmount::bounded)
        .orElse(NONE);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[’‘ʼ′´`]", "'")
        .replaceAll("[−‐‑–]", "-")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static int power(Matcher form) {
    int exponent =
        form.group("exponent") == null ? 0 : Integer.parseInt(form.group("exponent").substring(1));
    String times = form.group("times");
    return exponent + (times == null ? 0 : times.equals("k") ? 3 : 6);
  }

  private static CallbackAmount bounded(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    if (digits > MOST_DIGITS || digits < -MOST_DIGITS) {
      return new CallbackAmount(
          Optional.of(BigDecimal.ZERO).filter(zero -> number.signum() == 0), false);
    }
    return new CallbackAmount(
        Optional.of(
            number.scale() > MOST_DIGITS
                ? number.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN)
                : number),
        false);
  }
}
