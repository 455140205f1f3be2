package io.leadloop.oplead;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackAmountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "12500 | 12500",
        "12500.5 | 12500.5",
        "12500,50 | 12500.50",
        "12 500,50 € | 12500.50",
        "12\u202f500,50\u00a0€ | 12500.50",
        "12.500,50 EUR | 12500.50",
        "€12,500.50 | 12500.50",
        "12'500.50 CHF | 12500.50",
        "1,234,567 | 1234567",
        "-80,00 | -80.00",
        "0.333333333 | 0.333333333",
      })
  void theUsualFormsAreRead(String text, BigDecimal expected) {
    assertThat(CallbackAmount.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Dupont",
        "12 rue de Paris",
        "1e5",
        "75011 Paris",
        "12,5,5",
        "1 2 3",
        "0601020304050607",
        "+33 6 01 02",
        "12 50",
        "NaN"
      })
  void whatIsNoAmountIsNotMadeOne(String text) {
    assertThat(CallbackAmount.parse(text)).isEmpty();
  }

  @Property
  void whateverAsksForItAnAmountSurvives(
      @ForAll @BigRange(min = "-999999999", max = "999999999") @Scale(2) BigDecimal amount) {
    assertThat(CallbackAmount.parse(amount.toPlainString())).hasValue(amount);
    assertThat(CallbackAmount.parse(amount.toPlainString().replace('.', ',') + " €"))
        .hasValue(amount);
  }
}
