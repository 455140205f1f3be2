package io.leadloop.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpleadAccessTest {
  @ParameterizedTest
  @CsvSource({"0123456789abcdef, cdef", "tok-durand1, and1", "12345678, 5678", "1234567, ''"})
  void theHintIsTheLastFourCharactersOfALongEnoughToken(String token, String hint) {
    assertThat(new OpleadAccess(Optional.empty(), token).hint()).isEqualTo(hint);
  }
}
