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
 * PostgreSQL's certificate is verified by a named authority. It follows from the reactive client's
 * settings, so that both drivers verify alike: the JDBC driver takes the authority from its
 * address, and with {@code require} would verify nothing.
 *
 * @param setting looks up a key's value
 */
public record MigrationAddress(Function<String, Optional<String>> setting) {
  static final String JDBC = "quarkus.datasource.jdbc.url";

  private static final String REACTIVE = "quarkus.datasource.reactive.";
  private static final String URL = REACTIVE + "url";
  private static final String PEM = REACTIVE + "trust-certificate-pem";
  private static final String CERTIFICATES = PEM + ".certs";
  private static final List<String> OTHER_STORES =
      List.of(REACTIVE + "trust-certificate-jks", REACTIVE + "trust-certificate-pfx");
  private static final Set<SslMode> VERIFYING = Set.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

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
    return isRead && mode().filter(VERIFYING::contains).isEmpty()
        ? Optional.of(address(parameters(servers.get(0))))
        : Optional.empty();
  }

  /** If a mode that encrypts and one PEM file of authorities are named. */
  private Optional<String> verified() {
    Optional<SslMode> mode = mode().filter(value -> value.compareTo(SslMode.REQUIRE) >= 0);
    List<String> files = files();
    return mode.isPresent() && files.size() == 1
        ? Optional.of(address(mode.get(), files.get(0)))
        : Optional.empty();
  }

  /** Why PostgreSQL's certificate cannot be verified as asked, if so. */
  public Optional<String> problem() {
    if (mode().filter(VERIFYING::contains).isEmpty()) {
      return Optional.empty();
    } else if (files().isEmpty() && OTHER_STORES.stream().noneMatch(this::isTrue)) {
      return Optional.of(
          "sslmode asks to verify PostgreSQL's certificate, but no authority is named; set %s to"
                  .formatted(PEM)
              + " true, and %s to a PEM file.".formatted(CERTIFICATES));
    }
    return isOwn() || verified().isPresent()
        ? Optional.empty()
        : Optional.of(
            "sslmode asks to verify PostgreSQL's certificate, and the migrations do that by one PEM"
                + " file; set %s to one file with all authorities, or %s to an address of their own."
                    .formatted(CERTIFICATES, JDBC));
  }

  /** Whether the migrations have an address that does not follow from the other. */
  private boolean isOwn() {
    Optional<String> derived = setting.apply(URL).map(url -> "jdbc:" + url);
    return setting.apply("quarkus.flyway.jdbc-url").isPresent()
        || setting.apply(JDBC).filter(url -> !derived.equals(Optional.of(url))).isPresent();
  }

  private String address(SslMode mode, String file) {
    String verifying =
        "sslmode=%s&sslrootcert=%s"
            .formatted(
                mode == SslMode.VERIFY_FULL ? "verify-full" : "verify-ca",
                URLEncoder.encode(file, StandardCharsets.UTF_8));
    return address(
        Stream.concat(
            parameters(servers().findFirst().orElseThrow())
                .filter(parameter -> !parameter.startsWith("sslmode=")),
            Stream.of(verifying)));
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
