package io.leadloop.setting;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * PostgreSQL's addresses and whether all connections are encrypted: the gateway's and the
 * migrations', which use different drivers. URLs are parsed by these drivers.
 *
 * @param setting looks up a key's value
 */
public record DatabaseAddresses(Function<String, Optional<String>> setting) {
  /** The setting with the address of the gateway's own driver. */
  public static final String DATABASE = "quarkus.datasource.reactive.url";

  private static final String MIGRATIONS = "quarkus.flyway.jdbc-url";

  private static final String JDBC = "quarkus.datasource.jdbc.url";

  private static final String MODE = "quarkus.datasource.reactive.postgresql.ssl-mode";
  private static final String JDBC_MODE =
      "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode";

  /** With other modes the connection may be unencrypted. */
  private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

  /** Whether an address is remote or unparsable. */
  public boolean areRemote() {
    return urls().anyMatch(url -> isRemote(url, options -> true));
  }

  /** Whether passwords or leads could be sent unencrypted over a network. */
  public boolean mayBeInClear() {
    return urls().anyMatch(url -> isRemote(url, this::mayBeInClear))
        || migrations().filter(this::isMigratedInClear).isPresent();
  }

  /** Where the migrations connect to; any of these may be the server. Empty for a local socket. */
  public List<InetSocketAddress> servers() {
    Properties read = migrations().map(url -> Driver.parseURL(url, new Properties())).orElse(null);
    if (read == null || PGProperty.SOCKET_FACTORY.isPresent(read)) {
      return List.of();
    }
    String[] hosts = PGProperty.PG_HOST.getOrDefault(read).split(",");
    String[] ports = PGProperty.PG_PORT.getOrDefault(read).split(",");
    return IntStream.range(0, hosts.length)
        .mapToObj(i -> InetSocketAddress.createUnresolved(hosts[i], Integer.parseInt(ports[i])))
        .toList();
  }

  private Stream<String> urls() {
    return setting.apply(DATABASE).stream()
        .flatMap(urls -> Arrays.stream(urls.split(",")))
        .map(String::strip)
        .filter(url -> !url.isEmpty());
  }

  private boolean mayBeInClear(PgConnectOptions options) {
    return !isEncrypted(
        setting.apply(MODE).orElseGet(() -> modeOf(options.getSslMode())).replace('_', '-'));
  }

  private static String modeOf(SslMode mode) {
    return mode == null ? "" : mode.value;
  }

  /** The migrations' URL, by default the gateway's. */
  private Optional<String> migrations() {
    return urls()
        .findFirst()
        .map(url -> setting.apply(MIGRATIONS).or(() -> setting.apply(JDBC)).orElse("jdbc:" + url));
  }

  private boolean isMigratedInClear(String url) {
    Properties read = Driver.parseURL(url, new Properties());
    if (read == null) {
      return true;
    }
    boolean remote =
        Arrays.stream(String.valueOf(PGProperty.PG_HOST.getOrDefault(read)).split(","))
            .anyMatch(host -> !host.isEmpty() && !Loopback.is(host));
    boolean ssl = "true".equals(PGProperty.SSL.getOrDefault(read));
    String mode = Optional.ofNullable(PGProperty.SSL_MODE.getOrNull(read)).orElse("");
    return remote && !ssl && !isEncrypted(mode) && !isEncrypted(jdbcMode());
  }

  private String jdbcMode() {
    return setting.apply(JDBC_MODE).orElse("");
  }

  private static boolean isEncrypted(String mode) {
    return ENCRYPTED.contains(mode.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isRemote(String url, Predicate<PgConnectOptions> concerned) {
    try {
      PgConnectOptions options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""));
      return !options.isUsingDomainSocket()
          && !Loopback.is(options.getHost())
          && concerned.test(options);
    } catch (RuntimeException unreadable) {
      return true;
    }
  }
}
