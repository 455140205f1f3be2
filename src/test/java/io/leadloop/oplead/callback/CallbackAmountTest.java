package io.leadloop.oplead.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties; single forms are in src/test/resources/field/callbacks. */
class CallbackAmountTest {
  @Property
  void anAmountFormattedInFrenchOrEnglishReadsBack(
      @ForAll @BigRange(min = "-999999999999", max = "999999999999") @Scale(2) BigDecimal amount,
      @ForAll("formats") NumberFormat format) {
    assertThat(read(format.format(amount))).isEqualByComparingTo(amount);
  }

  @Property
  void withUpToThreeDecimalsItReadsBackUnlessTheyLookLikeThousands(
      @ForAll @BigRange(min = "0", max = "999999") @Scale(3) BigDecimal amount) {
    String written = amount.toPlainString().replace('.', ',');
    boolean looksLikeThousands = amount.intValue() > 0 && amount.intValue() < 1_000;
    assertThat(read(written))
        .isEqualByComparingTo(looksLikeThousands ? amount.movePointRight(3) : amount);
  }

  @Property
  void aNumberInJsonIsWhatItIs(
      @ForAll @BigRange(min = "-999999999", max = "999999999") @Scale(3) BigDecimal amount) {
    assertThat(CallbackAmount.read(new DecimalNode(amount)).value()).hasValue(amount);
  }

  @Property
  void noTextMakesItThrow(@ForAll String text) {
    assertThat(CallbackAmount.parse(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e16", "123456789012345678"})
  void aNumberThatNoColumnHoldsIsNoAmount(String number) {
    assertThat(CallbackAmount.read(new DecimalNode(new BigDecimal(number))).value()).isEmpty();
  }

  @Provide
  Arbitrary<NumberFormat> formats() {
    List<Locale> locales = List.of(Locale.FRANCE, Locale.FRENCH, Locale.UK, Locale.US);
    return Arbitraries.of(locales)
        .flatMap(
            locale -> Arbitraries.of(twoDecimals(locale), NumberFormat.getCurrencyInstance(locale)))
        .filter(format -> !format.getCurrency().getCurrencyCode().equals("XXX"));
  }

  private static NumberFormat twoDecimals(Locale locale) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format;
  }

  private static BigDecimal read(String text) {
    return CallbackAmount.parse(text).value().orElseThrow(() -> new AssertionError(text));
  }
}
