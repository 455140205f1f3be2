package io.leadloop.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON pointers, RFC 6901. */
class FieldErrorTest {
  @ParameterizedTest
  @CsvSource({"email, email", "a/b, a~1b", "m~n, m~0n", "~1, ~01", "/~, ~1~0"})
  void aNameIsAStepOfAPointerAndBack(String name, String step) {
    assertThat(FieldError.escaped(name)).isEqualTo(step);
    assertThat(FieldError.unescaped(step)).isEqualTo(name);
  }

  @Test
  void thePointerOfAMemberBeginsAtTheBody() {
    assertThat(FieldError.of("a/b", "is given twice").pointer()).isEqualTo("/a~1b");
  }
}
