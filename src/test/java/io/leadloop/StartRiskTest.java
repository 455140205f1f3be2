package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that stop the start, and how to allow them. */
class StartRiskTest {
  private static final String KAFKA = "kafka.bootstrap.servers";
  private static final String PROTOCOL = "kafka.security.protocol";
  private static final String PUBLIC_URL = "leadloop.public-url";
  private static final String DATABASE = "quarkus.datasource.reactive.url";
  private static final String ISSUER = "leadloop.access.oidc.issuer";
  private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
  private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";
  private static final String DEMO = "leadloop.demo";

  @Test
  void productionSettingsAreAccepted() {
    Map<String, String> settings =
        Map.of(
            KAFKA, "kafka-1.example.com:9093,kafka-2.example.com:9093",
            PROTOCOL, "SASL_SSL",
            PUBLIC_URL, "https://leads.example.com",
            DATABASE, "postgresql://db.example.com/leadloop?sslmode=require",
            ISSUER, "https://sso.example.com/realms/leads");
    assertThat(risks(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]"})
  void nothingOnThisMachineIsDangerous(String host) {
    Map<String, String> settings =
        Map.of(
            KAFKA, host + ":9092",
            PUBLIC_URL, "http://" + host + ":8080",
            DATABASE, "postgresql://" + host + ":5432/leadloop",
            ISSUER, "http://" + host + ":8180/realms/leads",
            DEMO, "true");
    assertThat(risks(settings)).isEmpty();
    assertThat(risks(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kafka:9092,",
    "kafka:9092, PLAINTEXT",
    "kafka:9092, SASL_PLAINTEXT",
    "'localhost:9092, 10.0.0.7:9092', PLAINTEXT",
    "not an address, PLAINTEXT",
  })
  void kafkaInClearOnAnotherMachineStopsTheStart(String servers, String protocol) {
    Map<String, String> settings =
        protocol == null ? Map.of(KAFKA, servers) : Map.of(KAFKA, servers, PROTOCOL, protocol);
    assertThat(risks(settings)).containsExactly(StartRisk.PLAIN_TEXT_KAFKA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db.example.com/leadloop",
        "postgresql://db.example.com:5432/leadloop?sslmode=disable",
        "postgresql://db.example.com/leadloop?sslmode=allow",
        "postgresql://db.example.com/leadloop?sslmode=prefer",
        "postgresql://localhost/leadloop?host=db.example.com",
        "postgresql://localhost/leadloop,postgresql://db.example.com/leadloop",
        "postgresql://localhost.example.com/leadloop",
        "not an address",
      })
  void postgresqlThatMayBeInClearOnAnotherMachineStopsTheStart(String url) {
    assertThat(risks(Map.of(DATABASE, url))).containsExactly(StartRisk.PLAIN_TEXT_POSTGRESQL);
    assertThat(risks(Map.of(DATABASE, url, StartRisk.ALLOWED, "plain-text-postgresql"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db.example.com/leadloop?sslmode=require",
        "postgresql://db.example.com/leadloop?application_name=a&sslmode=verify-ca",
        "postgresql://db.example.com/leadloop?sslmode=verify-full",
        "postgresql://localhost/leadloop?sslmode=disable",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/leadloop",
        "postgresql:///leadloop?host=/var/run/postgresql",
      })
  void postgresqlThatIsEncryptedOrOnThisMachineIsNotDangerous(String url) {
    assertThat(risks(Map.of(DATABASE, url, "quarkus.datasource.jdbc.url", "jdbc:postgresql:///l")))
        .isEmpty();
  }

  @Test
  void migrationAddressIsCheckedToo() {
    Map<String, String> settings = new HashMap<>();
    settings.put(DATABASE, "postgresql://db.example.com/leadloop");
    settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
    assertThat(risks(settings)).containsExactly(StartRisk.PLAIN_TEXT_POSTGRESQL);

    settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "require");
    assertThat(risks(settings)).isEmpty();

    settings.remove("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode");
    settings.put("quarkus.flyway.jdbc-url", "jdbc:postgresql://db.example.com/leadloop");
    assertThat(risks(settings)).containsExactly(StartRisk.PLAIN_TEXT_POSTGRESQL);

    settings.put(
        "quarkus.flyway.jdbc-url",
        "jdbc:postgresql://a.example.com,b/leadloop?sslmode=verify-full");
    assertThat(risks(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://leads.example.com", "http://localhost.example.com", "leads"})
  void callbacksInClearStopTheStart(String url) {
    assertThat(risks(Map.of(PUBLIC_URL, url))).containsExactly(StartRisk.PLAIN_HTTP_CALLBACKS);
  }

  @ParameterizedTest
  @CsvSource({",", ", enabled", "0.0.0.0, enabled", "gateway.example.com,"})
  void aPortInClearNextToOneWithTlsStopsTheStart(String host, String insecureRequests) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.tls-configuration-name", "listener");
    Optional.ofNullable(host).ifPresent(name -> settings.put("quarkus.http.host", name));
    Optional.ofNullable(insecureRequests)
        .ifPresent(value -> settings.put("quarkus.http.insecure-requests", value));
    assertThat(risks(settings)).containsExactly(StartRisk.PLAIN_HTTP_LISTENER);

    settings.put("quarkus.http.insecure-requests", "Redirect");
    assertThat(risks(settings)).isEmpty();
    settings.put("quarkus.http.insecure-requests", "enabled");
    settings.put("quarkus.http.host", "127.0.0.1");
    assertThat(risks(settings)).isEmpty();
    settings.remove("quarkus.http.tls-configuration-name");
    settings.put("quarkus.http.host", "0.0.0.0");
    assertThat(risks(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://sso.example.com/realms/leads", "sso.example.com"})
  void anIssuerInClearStopsTheStart(String issuer) {
    assertThat(risks(Map.of(ISSUER, issuer))).containsExactly(StartRisk.PLAIN_HTTP_ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://api.example.com/v1", "api.example.com"})
  void anOpleadInClearStopsTheStart(String url) {
    assertThat(risks(Map.of("leadloop.oplead.base-url", url)))
        .containsExactly(StartRisk.PLAIN_HTTP_OPLEAD);
    assertThat(risks(Map.of("leadloop.oplead.base-url", "http://localhost:1/v1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "leadloop.public-url, https://leads.example.com",
    "quarkus.datasource.reactive.url, postgresql://db.example.com/leadloop?sslmode=require",
  })
  void theDemoStopsTheStartWhereOthersCouldReachItsKeys(String key, String address) {
    assertThat(risks(Map.of(DEMO, "true", key, address))).containsExactly(StartRisk.DEMO_EXPOSED);
    assertThat(risks(Map.of(DEMO, "false", key, address))).isEmpty();
  }

  @Test
  void privateEndpointsOfAReachableGatewayStopTheStart() {
    String setting = "leadloop.push.allow-private-addresses";
    assertThat(risks(Map.of(PUBLIC_URL, "https://leads.example.com", setting, "true")))
        .containsExactly(StartRisk.PRIVATE_PUSH_ADDRESSES);
    assertThat(risks(Map.of(PUBLIC_URL, "https://leads.example.com", setting, "false"))).isEmpty();
    assertThat(risks(Map.of(PUBLIC_URL, "http://localhost:8080", setting, "true"))).isEmpty();
  }

  @Test
  void anExposedDemoIsOneRiskAlthoughItAllowsPrivateEndpoints() {
    Map<String, String> settings =
        Map.of(
            PUBLIC_URL,
            "https://leads.example.com",
            DEMO,
            "true",
            "leadloop.push.allow-private-addresses",
            "true");
    assertThat(risks(settings)).containsExactly(StartRisk.DEMO_EXPOSED);
  }

  @ParameterizedTest
  @CsvSource({"true,", "true, ' , '", "true, '10.0.0.0/8, 0.0.0.0/0'", "true, ::/0"})
  void addressesThatAnybodyMayForwardStopTheStart(String forwarding, String trusted) {
    Map<String, String> settings = new HashMap<>(Map.of(FORWARDING, forwarding));
    if (trusted != null) {
      settings.put(TRUSTED, trusted);
    }
    assertThat(risks(settings)).containsExactly(StartRisk.FORWARDING_FROM_ANYBODY);
    assertThat(risks(Map.of(FORWARDING, forwarding, TRUSTED, "10.1.0.0/16,10.2.0.7"))).isEmpty();
    settings.put(FORWARDING, "false");
    assertThat(risks(settings)).isEmpty();
  }

  @Test
  void eachRiskIsAllowedByItsOwnName() {
    Map<String, String> settings =
        Map.of(
            KAFKA,
            "kafka:9092",
            PUBLIC_URL,
            "http://leads.example.com",
            StartRisk.ALLOWED,
            " plain-text-kafka ,");
    assertThat(risks(settings)).containsExactly(StartRisk.PLAIN_HTTP_CALLBACKS);
  }

  @Test
  void unknownRiskCannotBeAllowed() {
    assertThatThrownBy(() -> risks(Map.of(StartRisk.ALLOWED, "plaintext-kafka")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(
            "leadloop.start.allow names plaintext-kafka; there are demo-exposed, plain-text-kafka,"
                + " plain-text-postgresql, plain-http-listener, plain-http-callbacks,"
                + " plain-http-oplead, plain-http-issuer, private-push-addresses,"
                + " forwarding-from-anybody.");
  }

  @Test
  void messageExplainsTheRiskAndHowToAllowIt() {
    assertThat(StartRefusedException.risky(List.of(StartRisk.PLAIN_HTTP_CALLBACKS)))
        .hasMessage(
            "Dangerous: leadloop.public-url is not https, so callbacks would cross the network in"
                + " clear. If it has to be so, add plain-http-callbacks to leadloop.start.allow.");
  }

  private static List<StartRisk> risks(Map<String, String> settings) {
    return StartRisk.in(key -> Optional.ofNullable(settings.get(key)));
  }
}
