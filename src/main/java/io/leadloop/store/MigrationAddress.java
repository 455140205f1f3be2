package io.leadloop.store;

import static java.util.stream.Collectors.joining;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDBC address of the migrations and of the readiness check where there are several servers, or
 * the connections are encrypted. It follows from the reactive client's settings, so that both
 * drivers verify PostgreSQL's certificate alike: by the named authority, or by Java's with {@code
 * require} alone. The JDBC driver takes the authority from its address, and with {@code require}
 * would verify nothing.
 *
 * @param setting looks up a key's value
 */
public record MigrationAddress(Function<String, Optional<String>> setting) {
  static final String JDBC = "quarkus.datasource.jdbc.url";

  private static final String REACTIVE = "quarkus.datasource.reactive.";
  private static final String URL = REACTIVE + "url";
  private static final String TRUST_ALL = REACTIVE + "trust-all";
  private static final String PEM = REACTIVE + "trust-certificate-pem";
  private static final String CERTIFICATES = PEM + ".certs";
  private static final List<String> OTHER_STORES =
      List.of(REACTIVE + "trust-certificate-jks", REACTIVE + "trust-certificate-pfx");
  private static final Set<SslMode> VERIFYING = Set.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

  private static final String JAVA_AUTHORITIES =
      "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

  /** The hosts may follow a login. */
  private static final Pattern PARTS =
      Pattern.compile("(?:vertx-reactive:)?postgres(?:ql)?://(?:[^/@]*@)?([^/?]*)([^?]*)\\??(.*)");

  /**
   * The address, if it is not simply the reactive client's. Of several servers the primary is
   * found.
   */
  Optional<String> derived() {
    return verified().or(this::ofSeveral);
  }

  private Optional<String> ofSeveral() {
    List<Matcher> servers = servers().toList();
    boolean isRead = servers.size() > 1 && servers.size() == urls().count();
    return isRead && mode().filter(this::verifies).isEmpty()
        ? Optional.of(address(parameters(servers.get(0))))
        : Optional.empty();
  }

  /** If a mode that encrypts is set, and what verifies can be named to the JDBC driver. */
  private Optional<String> verified() {
    return mode().filter(this::verifies).flatMap(this::authority).map(this::address);
  }

  /** Whether the reactive client verifies; with {@code require} it does, too. */
  private boolean verifies(SslMode mode) {
    return VERIFYING.contains(mode) || (mode == SslMode.REQUIRE && !isTrue(TRUST_ALL));
  }

  /** The parameters that name it; empty if the JDBC driver cannot be given the same. */
  private Optional<String> authority(SslMode mode) {
    List<String> files = files();
    if (files.size() == 1) {
      return Optional.of(
          "sslmode=%s&sslrootcert=%s"
              .formatted(
                  mode == SslMode.VERIFY_FULL ? "verify-full" : "verify-ca",
                  URLEncoder.encode(files.get(0), StandardCharsets.UTF_8)));
    }
    return mode == SslMode.REQUIRE && namesNone()
        ? Optional.of("sslmode=require&" + JAVA_AUTHORITIES)
        : Optional.empty();
  }

  private boolean namesNone() {
    return files().isEmpty() && OTHER_STORES.stream().noneMatch(this::isTrue);
  }

  /** Why PostgreSQL's certificate cannot be verified as asked, if so. */
  public Optional<String> problem() {
    Optional<SslMode> mode = mode().filter(this::verifies);
    if (mode.isEmpty()) {
      return Optional.empty();
    } else if (VERIFYING.contains(mode.get()) && namesNone()) {
      return Optional.of(
          "sslmode asks to verify PostgreSQL's certificate, but no authority is named; set %s to"
                  .formatted(PEM)
              + " true, and %s to a PEM file.".formatted(CERTIFICATES));
    }
    return isOwn() || authority(mode.get()).isPresent()
        ? Optional.empty()
        : Optional.of(
            "PostgreSQL's certificate is to be verified, and the migrations do that by one PEM"
                + " file; set %s to one file with all authorities, or %s to an address of their own."
                    .formatted(CERTIFICATES, JDBC));
  }

  /** Whether the migrations have an address that does not follow from the other. */
  private boolean isOwn() {
    Optional<String> derived = setting.apply(URL).map(url -> "jdbc:" + url);
    return setting.apply("quarkus.flyway.jdbc-url").isPresent()
        || setting.apply(JDBC).filter(url -> !derived.equals(Optional.of(url))).isPresent();
  }

  private String address(String authority) {
    return address(
        Stream.concat(
            parameters(servers().findFirst().orElseThrow())
                .filter(parameter -> !parameter.startsWith("sslmode=")),
            Stream.of(authority)));
  }

  private String address(Stream<String> parameters) {
    List<Matcher> servers = servers().toList();
    Stream<String> primary =
        servers.size() > 1 ? Stream.of("targetServerType=primary") : Stream.empty();
    return "jdbc:postgresql://"
        + servers.stream().map(server -> server.group(1)).collect(joining(","))
        + servers.get(0).group(2)
        + "?"
        + Stream.concat(parameters, primary).collect(joining("&"));
  }

  private static Stream<String> parameters(Matcher server) {
    return Arrays.stream(server.group(3).split("&")).filter(parameter -> !parameter.isEmpty());
  }

  /** Empty if an address is malformed, which the drivers report. */
  private Optional<SslMode> mode() {
    try {
      return setting
          .apply(REACTIVE + "postgresql.ssl-mode")
          .map(mode -> SslMode.of(mode.replace('_', '-')))
          .or(
              () ->
                  urls()
                      .findFirst()
                      .map(url -> url.replaceFirst("^vertx-reactive:", ""))
                      .map(url -> PgConnectOptions.fromUri(url).getSslMode()))
          .filter(mode -> servers().count() == urls().count());
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private Stream<Matcher> servers() {
    return urls().map(PARTS::matcher).filter(Matcher::matches);
  }

  private Stream<String> urls() {
    return list(URL);
  }

  private List<String> files() {
    return isTrue(PEM) ? list(CERTIFICATES).toList() : List.of();
  }

  private Stream<String> list(String key) {
    return setting.apply(key).stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .map(String::strip)
        .filter(each -> !each.isEmpty());
  }

  private boolean isTrue(String key) {
    return setting.apply(key).filter(Boolean::parseBoolean).isPresent();
  }
}
