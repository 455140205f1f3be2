package io.leadloop.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the migrations go if the gateway has the addresses of several servers. */
class DatabaseAddressesTest {
  private static final String ONE = "postgresql://db-1:5433/leadloop?sslmode=require";
  private static final String OTHER = "postgresql://db-2/leadloop?sslmode=require";
  private static final String BOTH =
      "jdbc:postgresql://db-1:5433,db-2/leadloop?sslmode=require&targetServerType=primary";

  @Test
  void migrationsGoToThePrimaryOfAll() {
    assertThat(migrations(Map.of(DatabaseAddresses.DATABASE, ONE + ", " + OTHER))).hasValue(BOTH);
    assertThat(
            migrations(
                Map.of(
                    DatabaseAddresses.DATABASE,
                    ONE + "," + OTHER,
                    DatabaseAddresses.JDBC,
                    "jdbc:" + ONE + "," + OTHER)))
        .hasValue(BOTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://a,postgresql://b|jdbc:postgresql://a,b?targetServerType=primary",
        "postgres://[::1]:5/d,postgres://b/d|jdbc:postgresql://[::1]:5,b/d?targetServerType=primary",
        "vertx-reactive:postgresql://u:p@a/d,postgresql://b/d"
            + "|jdbc:postgresql://a,b/d?targetServerType=primary"
      })
  void everyFormOfTheDriverIsRead(String urls, String migrations) {
    assertThat(migrations(Map.of(DatabaseAddresses.DATABASE, urls))).hasValue(migrations);
  }

  @Test
  void anAddressOfTheirOwnIsKept() {
    assertThat(migrations(Map.of(DatabaseAddresses.DATABASE, ONE))).isEmpty();
    assertThat(
            migrations(
                Map.of(
                    DatabaseAddresses.DATABASE,
                    ONE + "," + OTHER,
                    DatabaseAddresses.JDBC,
                    "jdbc:" + ONE)))
        .isEmpty();
    assertThat(
            migrations(
                Map.of(
                    DatabaseAddresses.DATABASE,
                    ONE + "," + OTHER,
                    "quarkus.flyway.jdbc-url",
                    "jdbc:" + ONE)))
        .isEmpty();
  }

  @Test
  void oneOfSeveralInClearIsARisk() {
    assertThat(mayBeInClear(ONE + "," + OTHER)).isFalse();
    assertThat(mayBeInClear(ONE + ",postgresql://db-2/leadloop")).isTrue();
    assertThat(mayBeInClear("postgresql://db-2/leadloop," + ONE)).isTrue();
  }

  private static boolean mayBeInClear(String urls) {
    return addresses(Map.of(DatabaseAddresses.DATABASE, urls)).mayBeInClear();
  }

  private static Optional<String> migrations(Map<String, String> settings) {
    return addresses(settings).ofMigrationsToSeveral();
  }

  private static DatabaseAddresses addresses(Map<String, String> settings) {
    return new DatabaseAddresses(key -> Optional.ofNullable(settings.get(key)));
  }
}
