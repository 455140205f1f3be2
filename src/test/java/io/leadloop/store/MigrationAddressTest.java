package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationAddressTest {
  private static final String URL = "quarkus.datasource.reactive.url";
  private static final String PEM = "quarkus.datasource.reactive.trust-certificate-pem";
  private static final String CERTIFICATES = PEM + ".certs";
  private static final String JDBC = "quarkus.datasource.jdbc.url";
  private static final String FULL = "postgresql://db.example.com/leads?sslmode=verify-full";

  @ParameterizedTest
  @CsvSource({
    "postgresql://db:5433/leads?sslmode=verify-full,"
        + " jdbc:postgresql://db:5433/leads?sslmode=verify-full&sslrootcert=%2Fca+1.crt",
    "postgresql://db/leads?application_name=a&sslmode=verify-ca,"
        + " jdbc:postgresql://db/leads?application_name=a&sslmode=verify-ca&sslrootcert=%2Fca+1.crt",
    // The JDBC driver would verify nothing; the gateway's verifies the authority.
    "vertx-reactive:postgresql://me@db/leads?sslmode=require,"
        + " jdbc:postgresql://db/leads?sslmode=verify-ca&sslrootcert=%2Fca+1.crt",
    "'postgresql://a:1/leads?sslmode=verify-full,postgresql://b:2/leads?sslmode=verify-full',"
        + " 'jdbc:postgresql://a:1,b:2/leads?sslmode=verify-full&sslrootcert=%2Fca+1.crt"
        + "&targetServerType=primary'",
  })
  void migrationsVerifyAsTheGatewayDoes(String url, String expected) {
    assertThat(address(Map.of(URL, url, PEM, "true", CERTIFICATES, "/ca 1.crt")).derived())
        .hasValue(expected);
  }

  @Test
  void modeMayBeASettingOfItsOwn() {
    Map<String, String> settings = new HashMap<>();
    settings.put(URL, "postgresql://db/leads");
    settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify_full");
    settings.put(PEM, "true");
    settings.put(CERTIFICATES, "ca.crt");
    assertThat(address(settings).derived())
        .hasValue("jdbc:postgresql://db/leads?sslmode=verify-full&sslrootcert=ca.crt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://a,postgresql://b|jdbc:postgresql://a,b?targetServerType=primary",
        "postgresql://a:1/d?sslmode=require, postgresql://b/d?sslmode=require"
            + "|jdbc:postgresql://a:1,b/d?sslmode=require"
            + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&targetServerType=primary",
        "postgres://[::1]:5/d,postgres://b/d|jdbc:postgresql://[::1]:5,b/d?targetServerType=primary",
        "vertx-reactive:postgresql://u:p@a/d,postgresql://b/d"
            + "|jdbc:postgresql://a,b/d?targetServerType=primary"
      })
  void migrationsGoToThePrimaryOfSeveralServers(String urls, String expected) {
    assertThat(address(Map.of(URL, urls)).derived()).hasValue(expected);
    assertThat(
            config(Map.of(JDBC, "jdbc:${" + URL + "}"), Map.of(URL, urls))
                .getValue(JDBC, String.class))
        .isEqualTo(expected);
  }

  /** The JDBC driver alone would verify nothing. */
  @Test
  void requiredEncryptionIsVerifiedByJavasAuthorities() {
    Map<String, String> settings = new HashMap<>();
    settings.put(URL, "postgresql://db/leads?sslmode=require");
    assertThat(address(settings).derived())
        .hasValue(
            "jdbc:postgresql://db/leads?sslmode=require"
                + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    assertThat(address(settings).problem()).isEmpty();
    settings.put("quarkus.datasource.reactive.trust-all", "true");
    assertThat(address(settings).derived()).isEmpty();
  }

  /** The JDBC driver could not verify what the gateway's does. */
  @Test
  void requiredEncryptionWithAnotherTrustStoreIsAProblem() {
    String jks = "quarkus.datasource.reactive.trust-certificate-jks";
    assertThat(address(Map.of(URL, "postgresql://db/leads?sslmode=require", jks, "true")).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("one PEM file"));
  }

  @Test
  void withoutAnAuthorityOrEncryptionTheAddressStays() {
    assertThat(address(Map.of(URL, FULL)).derived()).isEmpty();
    assertThat(address(Map.of(URL, FULL, CERTIFICATES, "ca.crt")).derived()).isEmpty();
    assertThat(address(Map.of(PEM, "true", CERTIFICATES, "ca.crt")).derived()).isEmpty();
    assertThat(
            address(Map.of(URL, "postgresql://db/leads", PEM, "true", CERTIFICATES, "ca.crt"))
                .derived())
        .isEmpty();
    assertThat(
            address(Map.of(URL, "not an address", PEM, "true", CERTIFICATES, "ca.crt")).derived())
        .isEmpty();
  }

  @Test
  void anAddressOfTheirOwnHasItsOwnAuthority() {
    Map<String, String> settings = new HashMap<>();
    settings.put(URL, FULL);
    settings.put(PEM, "true");
    settings.put(CERTIFICATES, "a.crt,b.crt");
    settings.put(JDBC, "jdbc:" + FULL);
    assertThat(address(settings).problem()).isPresent();
    settings.put(JDBC, "jdbc:postgresql://db/leads?sslmode=verify-full&sslrootcert=all.crt");
    assertThat(address(settings).problem()).isEmpty();
  }

  /** As in the packaged file, and as the operator's file may have it. */
  @Test
  void itReplacesTheDerivedAddressAndNotTheOperators() {
    Map<String, String> packaged = Map.of(JDBC, "jdbc:${" + URL + "}");
    Map<String, String> given = Map.of(URL, FULL, PEM, "true", CERTIFICATES, "ca.crt");
    assertThat(config(packaged, given).getValue(JDBC, String.class))
        .isEqualTo("jdbc:" + FULL + "&sslrootcert=ca.crt");

    Map<String, String> own = new HashMap<>(given);
    own.put(JDBC, "jdbc:postgresql://other/leads");
    assertThat(config(packaged, own).getValue(JDBC, String.class))
        .isEqualTo("jdbc:postgresql://other/leads");
  }

  private static SmallRyeConfig config(Map<String, String> packaged, Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(packaged, "packaged", 250))
        .withSources(new PropertiesConfigSource(given, "operator", 260))
        .withSources(new MigrationAddressSource())
        .build();
  }

  private static MigrationAddress address(Map<String, String> settings) {
    return new MigrationAddress(key -> Optional.ofNullable(settings.get(key)));
  }
}
