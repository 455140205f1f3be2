package io.leadloop.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several servers that replicate one another. */
class DatabaseAddressesTest {
  private static final String ONE = "postgresql://db-1:5433/leadloop?sslmode=require";
  private static final String OTHER = "postgresql://db-2/leadloop?sslmode=require";

  @Test
  void oneOfSeveralInClearIsARisk() {
    assertThat(mayBeInClear(ONE + "," + OTHER)).isFalse();
    assertThat(mayBeInClear(ONE + ",postgresql://db-2/leadloop")).isTrue();
    assertThat(mayBeInClear("postgresql://db-2/leadloop," + ONE)).isTrue();
  }

  private static boolean mayBeInClear(String urls) {
    return addresses(Map.of(DatabaseAddresses.DATABASE, urls)).mayBeInClear();
  }

  private static DatabaseAddresses addresses(Map<String, String> settings) {
    return new DatabaseAddresses(key -> Optional.ofNullable(settings.get(key)));
  }
}
