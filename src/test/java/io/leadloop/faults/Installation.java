package io.leadloop.faults;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;

import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.Sql;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All that takes part, each a process of its own: PostgreSQL, the broker, a simulated Oplead and
 * gateways; and between a gateway and each of its peers a {@link Proxy}. Oplead calls the gateways
 * back through one that knows which of them are there. Time is compressed; the code is the same.
 */
public final class Installation implements AutoCloseable {
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** Requests in a window: several times what the load needs, so that what waited is soon gone. */
  static final int QUOTA = 300;

  static final List<String> STATUSES = List.of("Nouveau", "En cours", "Gagné");

  /** Between two callbacks of a lead; so they go on for a while when no more leads are sent. */
  static final Duration STATUS_DELAY = Duration.ofSeconds(1);

  private static final int CUSTOMERS = 3;
  private static final int PROVIDERS = 2;

  private final Path directory;
  private final Vertx vertx;
  private final String administratorKey = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  private final List<PackagedGateway> gateways = new CopyOnWriteArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final List<Provider> providers = new ArrayList<>();
  private final Database database;
  private final Brokers brokers;
  private final OpleadProcess oplead;
  private final Proxy toOplead;
  private final Proxy toGateways;

  /** Starts it, with its data below the directory and that many gateways. */
  static Installation start(Path directory, int gateways) {
    return start(directory, directory.resolve("servers"), gateways, Map.of());
  }

  /**
   * The same with PostgreSQL's data in a directory of its own, and with more settings of the
   * gateways, as environment variables.
   */
  public static Installation start(
      Path directory, Path databaseDirectory, int gateways, Map<String, String> settings) {
    return start(
        directory,
        vertx -> OneDatabase.start(vertx, databaseDirectory),
        vertx -> BrokerProcess.start(vertx, directory),
        gateways,
        settings);
  }

  /** The same with other stores, which are closed with it. */
  static Installation start(
      Path directory,
      Function<Vertx, Database> database,
      Function<Vertx, Brokers> brokers,
      int gateways,
      Map<String, String> settings) {
    Vertx vertx = Vertx.vertx();
    Installation installation =
        new Installation(directory, vertx, database.apply(vertx), brokers.apply(vertx));
    installation.settings.putAll(settings);
    try {
      IntStream.range(0, gateways).forEach(i -> installation.startGateway());
      installation.onboard();
      return installation;
    } catch (RuntimeException | Error e) {
      installation.close();
      throw e;
    }
  }

  private Installation(Path directory, Vertx vertx, Database database, Brokers brokers) {
    this.directory = directory;
    this.vertx = vertx;
    this.database = database;
    this.brokers = brokers;
    for (int i = 0; i < CUSTOMERS; i++) {
      tokens.put("customer-" + i, UUID.randomUUID().toString());
    }
    oplead = OpleadProcess.start(directory, tokens.values());
    toOplead = Proxy.to(vertx, () -> List.of(oplead.baseUrl().getPort()));
    toGateways = Proxy.to(vertx, this::gatewayPorts);
    configure();
  }

  private void configure() {
    Map<String, String> given = new HashMap<>(database.settings());
    given.putAll(brokers.settings());
    given.put("leadloop.vault.keyset", keyset().toString());
    given.put("leadloop.public-url", "http://localhost:" + toGateways.port());
    given.put("leadloop.admin.bootstrap-key", administratorKey);
    given.put("leadloop.oplead.allow-private-addresses", "true");
    given.put("quarkus.datasource.reactive.max-size", "10");
    given.put("leadloop.store.silence", "PT4S");
    given.put("leadloop.store.connect-timeout", "PT4S");
    given.put("leadloop.oplead.read-timeout", "PT4S");
    given.put("leadloop.lane.window", WINDOW.toString());
    given.put("leadloop.oplead.connect-timeout", "PT1S");
    given.put("leadloop.oplead.documents.timeout", "PT4S");
    given.put("leadloop.forwarding.lease", "PT12S");
    given.put("leadloop.forwarding.uncertain-wait", "PT3S");
    given.put("leadloop.forwarding.backoff-initial", "PT0.5S");
    given.put("leadloop.forwarding.backoff-max", "PT2S");
    given.put("leadloop.forwarding.breaker.delay", "PT1S");
    given.put("leadloop.push.allow-private-addresses", "true");
    given.put("leadloop.push.timeout", "PT3S");
    given.put("leadloop.push.connect-timeout", "PT1S");
    given.put("leadloop.push.retries", "PT0S,PT0.5S,PT1S,PT2S,PT2S");
    settings.putAll(EnvironmentVariables.of(given));
  }

  private void onboard() {
    tokens.forEach(
        (slug, token) ->
            administer(
                "/admin/v1/customers",
                Map.of(
                    "slug", slug,
                    "name", slug,
                    "requests_per_minute", QUOTA,
                    "oplead",
                        Map.of(
                            "base_url",
                            toOplead.inFrontOf(oplead.baseUrl().toString()),
                            "token",
                            token))));
    for (int i = 0; i < PROVIDERS; i++) {
      String slug = "provider-" + i;
      JsonPath made =
          administer(
              "/admin/v1/providers",
              Map.of("slug", slug, "name", slug, "customers", List.copyOf(tokens.keySet())));
      providers.add(
          new Provider(slug, made.getString("api_key"), made.getString("kafka.password")));
    }
  }

  /** Makes something as the administrator, and returns the answer, secrets included. */
  public JsonPath administer(String path, Map<String, Object> body) {
    return administrator()
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** A request of the administrator's. */
  public RequestSpecification administrator() {
    return given()
        .baseUri(gateways.get(0).url())
        .header("Authorization", "Bearer " + administratorKey);
  }

  /** Sets a customer's token again, as an administrator does after it was rejected. */
  void giveTokenAgain(String customer) {
    administrator()
        .contentType(ContentType.JSON)
        .body(Map.of("token", tokens.get(customer)))
        .put("/admin/v1/customers/" + customer + "/token")
        .then()
        .statusCode(200);
  }

  /** One more, ready to take requests. */
  public PackagedGateway startGateway() {
    return startGateway(Map.of());
  }

  /** The same with settings that only this one has, as environment variables. */
  PackagedGateway startGateway(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(own);
    PackagedGateway gateway = PackagedGateway.startReplica(directory, all);
    gateways.add(gateway);
    return gateway;
  }

  /** Takes the replica out of the load balancing; it keeps running. */
  public void forget(PackagedGateway gateway) {
    gateways.remove(gateway);
  }

  public List<PackagedGateway> gateways() {
    return List.copyOf(gateways);
  }

  private List<Integer> gatewayPorts() {
    return gateways.stream().map(gateway -> URI.create(gateway.url()).getPort()).toList();
  }

  public List<Provider> providers() {
    return List.copyOf(providers);
  }

  /** The token at Oplead of each customer, by its slug. */
  public Map<String, String> tokens() {
    return Map.copyOf(tokens);
  }

  OpleadProcess oplead() {
    return oplead;
  }

  public Brokers brokers() {
    return brokers;
  }

  /** What all gateways, ended ones included, wrote about leads and about their own ends. */
  String linesAbout(Set<String> leads) {
    return PackagedGateway.outputs(directory)
        .flatMap(String::lines)
        .filter(line -> line.contains("stopped") || leads.stream().anyMatch(line::contains))
        .collect(joining("\n"));
  }

  /** The settings of each gateway, as environment variables. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Where the gateways run, and the broker has its data. */
  public Path directory() {
    return directory;
  }

  public Path keyset() {
    return KeysetFile.in(directory);
  }

  Database database() {
    return database;
  }

  Proxy toDatabase() {
    return database.network();
  }

  /** The way to the first broker. */
  public Proxy toBroker() {
    return brokers.network().get(0);
  }

  Proxy toOplead() {
    return toOplead;
  }

  Proxy toGateways() {
    return toGateways;
  }

  boolean databaseAnswers() {
    try {
      return count("select 1") == 1;
    } catch (AssertionError away) {
      return false;
    }
  }

  /** What a query for one number finds; a parameter may be an array of strings. */
  public long count(String sql, Object... parameters) {
    return query(sql, found -> found.getLong(1), parameters).get(0);
  }

  /** Changes rows in the database, and returns how many rows that were. */
  public int change(String sql, Object... parameters) {
    try (Connection connection = database.connect();
        PreparedStatement statement = Sql.prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Each row that a query finds. */
  <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
    try (Connection connection = database.connect();
        PreparedStatement statement = Sql.prepare(connection, sql, parameters);
        ResultSet found = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(reader.read(found));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    gateways.forEach(PackagedGateway::kill);
    List.of(toGateways, toOplead).forEach(Proxy::close);
    oplead.close();
    brokers.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A provider that hands leads in, its key, and the password of its account at the broker. */
  public record Provider(String slug, String key, String kafkaPassword) {
    public String topic() {
      return "leadloop.status." + slug;
    }
  }

  /** Reads the row at which the result stands. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
