package io.leadloop.oplead;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the forms in which a callback may write an amount: {@code 12500}, {@code 12500.50}, {@code
 * 12 500,50 €}, {@code 12,500.50}. A last point or comma with one or two digits behind it begins
 * the decimals; others part thousands.
 */
final class CallbackAmount {

  private static final Pattern AMOUNT =
      Pattern.compile("(-?)([0-9]{1,15}|[0-9]{1,3}(?:[ .,'][0-9]{3}){1,4})(?:[.,]([0-9]{1,2}))?");

  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,15})?");

  private static final Pattern SPACES = Pattern.compile("[\\h\u00a0\u202f]+");

  private static final Pattern CURRENCY =
      Pattern.compile("(?i)^(?:€|EUR|\\$|£|CHF)|(?:€|EUR|\\$|£|CHF)$");

  private CallbackAmount() {}

  static Optional<BigDecimal> parse(String text) {
    String amount = SPACES.matcher(text.strip()).replaceAll(" ");
    if (PLAIN.matcher(amount).matches()) {
      return Optional.of(new BigDecimal(amount));
    }
    Matcher form = AMOUNT.matcher(CURRENCY.matcher(amount).replaceAll("").strip());
    return form.matches() ? Optional.of(decimal(form)) : Optional.empty();
  }

  private static BigDecimal decimal(Matcher form) {
    String whole = form.group(2).replaceAll("[^0-9]", "");
    String decimals = form.group(3) == null ? "" : "." + form.group(3);
    return new BigDecimal(form.group(1) + whole + decimals);
  }
}
