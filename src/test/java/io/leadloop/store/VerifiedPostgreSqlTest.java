package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.embedded.TlsPostgreSql;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both drivers verify PostgreSQL's certificate: the gateway's, and that of the migrations. */
class VerifiedPostgreSqlTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENCRYPTED =
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

  @TempDir static Path directory;
  private static Vertx vertx;
  private static EmbeddedServers servers;
  private static EmbeddedPostgreSql server;
  private static TestAuthority authority;
  private static TlsPostgreSql tls;
  private static Path trusted;

  @BeforeAll
  static void start() throws SQLException {
    vertx = Vertx.vertx();
    servers = SeededServers.in(directory.resolve("servers"));
    server = servers.startPostgreSql(0);
    authority = new TestAuthority("database's authority");
    tls = new TlsPostgreSql(server, authority.issue("localhost"));
    trusted = directory.resolve("ca.crt");
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    servers.close();
  }

  @BeforeEach
  void trust() {
    TestCertificate.replace(trusted, authority.pem());
  }

  @Test
  void hostNameIsVerifiedWhereAsked() throws Exception {
    tls.renew(authority.issue("localhost"));
    assertThat(reactive("localhost", "verify-full")).isTrue();
    assertThat(jdbc("localhost", "verify-full")).isTrue();
    assertRefused("127.0.0.1", "verify-full");
    assertThat(reactive("127.0.0.1", "verify-ca")).isTrue();
    assertThat(jdbc("127.0.0.1", "verify-ca")).isTrue();
  }

  @Test
  void expiredAndForeignCertificatesAreRefused() throws Exception {
    tls.renew(authority.issueExpired("localhost"));
    assertRefused("localhost", "verify-full");
    assertRefused("localhost", "require");
    tls.renew(TestAuthority.selfSigned("localhost"));
    assertRefused("localhost", "verify-full");
    assertRefused("localhost", "require");
  }

  /** Java's authorities do not include it. */
  @Test
  void withoutAFileAPrivateAuthorityIsRefused() throws Exception {
    tls.renew(authority.issue("localhost"));
    Pool unconfigured = pool(options("localhost", "require"));
    assertThatThrownBy(() -> isEncrypted(unconfigured)).isNotNull();
    Map<String, String> settings =
        Map.of("quarkus.datasource.reactive.url", url("localhost", "require"));
    assertThatThrownBy(() -> jdbc(settings)).hasMessageContaining("unable to find valid");
  }

  @Test
  void renewedAuthorityIsTrustedWithoutARestart() throws Exception {
    tls.renew(authority.issue("localhost"));
    Pool pool = pool("localhost", "verify-full");
    assertThat(isEncrypted(pool)).isTrue();

    authority = new TestAuthority("database's authority");
    tls.renew(authority.issue("localhost"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThatThrownBy(() -> isEncrypted(pool)).isNotNull());
    TestCertificate.replace(trusted, "half-writ");
    assertThatThrownBy(() -> isEncrypted(pool)).isNotNull();
    TestCertificate.replace(trusted, authority.pem());

    assertThat(isEncrypted(pool)).isTrue();
    assertThat(jdbc("localhost", "verify-full")).isTrue();
  }

  private static void assertRefused(String host, String mode) {
    for (Callable<Boolean> driver :
        List.<Callable<Boolean>>of(() -> reactive(host, mode), () -> jdbc(host, mode))) {
      assertThatThrownBy(driver::call).isNotNull();
    }
  }

  private static boolean reactive(String host, String mode) throws Exception {
    return isEncrypted(pool(host, mode));
  }

  private static boolean isEncrypted(Pool pool) {
    return pool.query(ENCRYPTED)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static Pool pool(String host, String mode) {
    PgConnectOptions options = options(host, mode);
    options.setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()));
    return pool(options);
  }

  private static PgConnectOptions options(String host, String mode) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(url(host, mode))
            .setUser(server.username())
            .setPassword(server.password());
    options.setHostnameVerificationAlgorithm("");
    return options;
  }

  /** As Quarkus builds it from the settings. */
  private static Pool pool(PgConnectOptions options) {
    StoreConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(StoreConfig.class)
            .build()
            .getConfigMapping(StoreConfig.class);
    return new PoolTimeouts(config)
        .create(
            new PgPoolCreator.Input() {
              @Override
              public Vertx vertx() {
                return vertx;
              }

              @Override
              public PoolOptions poolOptions() {
                return new PoolOptions().setMaxSize(1);
              }

              @Override
              public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(options);
              }
            });
  }

  private static boolean jdbc(String host, String mode) throws SQLException {
    Map<String, String> settings =
        Map.of(
            "quarkus.datasource.reactive.url", url(host, mode),
            "quarkus.datasource.reactive.trust-certificate-pem", "true",
            "quarkus.datasource.reactive.trust-certificate-pem.certs", trusted.toString());
    return jdbc(settings);
  }

  private static boolean jdbc(Map<String, String> settings) throws SQLException {
    String address =
        new MigrationAddress(key -> Optional.ofNullable(settings.get(key))).derived().orElseThrow();
    try (Connection connection =
            DriverManager.getConnection(address, server.username(), server.password());
        ResultSet result = connection.createStatement().executeQuery(ENCRYPTED)) {
      result.next();
      return result.getBoolean(1);
    }
  }

  private static String url(String host, String mode) {
    return "postgresql://%s:%s/leadloop?sslmode=%s"
        .formatted(host, server.url().replaceAll("\\D*(\\d+)/.*", "$1"), mode);
  }
}
