package io.leadloop.testing;

import io.leadloop.embedded.EmbeddedKafka;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.OwnSaslServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/**
 * Packaged gateways that share only a database, a broker and a keyset, and whose account at the
 * broker has no rights but those of the operator's guide. If two are started together, the first is
 * the demo, which creates a customer and a provider with a key.
 */
public final class Replicas implements AutoCloseable {
  /** The password of the gateways' account at the broker. */
  public static final String KAFKA_PASSWORD = "a-password-of-the-operators";

  private static final String TABLES =
      "select quote_ident(tablename) from pg_tables where schemaname = 'public'";

  private final Path directory;
  private final EmbeddedServers servers;
  private final Map<String, String> settings = new HashMap<>();
  private final String administratorKey = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private List<PackagedGateway> pair = List.of();
  private EmbeddedPostgreSql database;
  private EmbeddedKafka broker;
  private Connection connection;

  private Replicas(Path directory, Map<String, String> environment) {
    this.directory = directory;
    OwnSaslServers.register();
    this.servers = SeededServers.in(directory.resolve("servers"));
    running.push(servers);
    database = servers.startPostgreSql(0);
    add(database.settings());
    broker = servers.startKafka(0);
    GatewayRights.give(new KafkaUser(kafka()), "gateway", KAFKA_PASSWORD);
    KafkaLogin.of(broker.bootstrapServers(), "gateway", KAFKA_PASSWORD)
        .forEach((key, value) -> add(Map.of("kafka." + key, value.toString())));
    add(
        Map.of(
            "leadloop.admin.bootstrap-key",
            administratorKey,
            "leadloop.vault.keyset",
            KeysetFile.in(servers.directory()).toString(),
            "leadloop.public-url",
            "http://localhost:1"));
    settings.putAll(environment);
  }

  /**
   * Their servers, whose data is below the directory; {@link #startAnother} starts each of them.
   */
  public static Replicas startNone(Path directory, Map<String, String> environment) {
    return new Replicas(directory, environment);
  }

  /** Two of them, on servers whose data is below the directory. */
  public static Replicas startTwo(Path directory) {
    return startTwo(directory, Map.of());
  }

  /** The same with more settings, as environment variables. */
  public static Replicas startTwo(Path directory, Map<String, String> environment) {
    Replicas replicas = startNone(directory, environment);
    try {
      replicas.startPair();
      return replicas;
    } catch (RuntimeException | Error e) {
      replicas.close();
      throw e;
    }
  }

  private void startPair() {
    PackagedGateway demo = PackagedGateway.launchDemo(directory, settings);
    running.push(demo);
    pair = List.of(demo, launchAnother());
    pair.forEach(PackagedGateway::awaitStart);
  }

  /** One more, which its caller may kill. */
  public PackagedGateway startAnother() {
    return startAnother(Map.of());
  }

  /** The same with more settings, as environment variables. */
  public PackagedGateway startAnother(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(environment);
    PackagedGateway another = PackagedGateway.startReplica(directory, all);
    running.push(another);
    return another;
  }

  /** The same, which is not waited for. */
  public PackagedGateway launchAnother() {
    PackagedGateway another = PackagedGateway.launchReplica(directory, settings);
    running.push(another);
    return another;
  }

  /** The two that run. */
  public List<PackagedGateway> both() {
    return pair;
  }

  /** The demo provider's key. */
  public String key() {
    return pair.get(0).key();
  }

  /** The bootstrap administrator's key, which the configuration has and no table. */
  public String administratorKey() {
    return administratorKey;
  }

  /** Stops the database; {@link #startDatabase} restarts it at the same address. */
  public void stopDatabase() {
    connection = null;
    database.close();
  }

  /** Ends all of PostgreSQL's processes like a power cut; {@link #startDatabase} restarts it. */
  public void killDatabase() {
    connection = null;
    PowerCut.ofPostgreSql(servers.directory());
    database.close();
  }

  public void startDatabase() {
    database = servers.startPostgreSql(URI.create(database.url()).getPort());
  }

  /** Stops the broker; {@link #startBroker} restarts it at the same address. */
  public void stopBroker() {
    broker.close();
  }

  public void startBroker() {
    broker = servers.startKafka(URI.create("kafka://" + broker.bootstrapServers()).getPort());
  }

  /** Migrates the database as the first replica of a newer version does while these run. */
  public void migrateOn() {
    NewerVersion.migrate(database);
  }

  /** Kills the second of the two, like a power cut. */
  public void killSecond() {
    pair.get(1).kill();
  }

  /** Starts another second one, which is not waited for. */
  public PackagedGateway launchSecond() {
    pair = List.of(pair.get(0), launchAnother());
    return pair.get(1);
  }

  /** The broker's address. */
  public String brokerAddress() {
    return broker.bootstrapServers();
  }

  /** A super user at the broker. */
  public Map<String, Object> kafka() {
    return KafkaLogin.of(broker.settings());
  }

  /** The number of replicas with partitions of the feedback log; 0 during a rebalance. */
  public long sharesOfTheLog() throws Exception {
    try (Admin admin = Admin.create(kafka())) {
      ConsumerGroupDescription group =
          admin.describeConsumerGroups(List.of("leadloop")).all().get().get("leadloop");
      return group.groupState() == GroupState.STABLE
          ? group.members().stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .count()
          : 0;
    }
  }

  /** The keyset that all of them share. */
  public Path keyset() {
    return KeysetFile.in(servers.directory());
  }

  /** Changes rows directly in the database. */
  public int update(String sql, Object... parameters) {
    try (PreparedStatement statement = Sql.prepare(connection(), sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The result of a query for one number; a parameter may be an array of strings. */
  public long count(String sql, Object... parameters) {
    try (PreparedStatement statement = Sql.prepare(connection(), sql, parameters);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** One for all statements until the database stops: a login costs more than most of them. */
  private synchronized Connection connection() throws SQLException {
    if (connection == null) {
      connection = Sql.connect(database);
    }
    return connection;
  }

  /** Each row of each table, as text, by table. */
  public Map<String, String> dump() {
    Map<String, String> tables = new HashMap<>();
    try (Connection connection = Sql.connect(database)) {
      for (String table : texts(connection, TABLES)) {
        tables.put(
            table,
            String.join("\n", texts(connection, "select t::text from %s t".formatted(table))));
      }
      return tables;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }

  /** Where the servers keep their data. */
  public Path serverData() {
    return servers.directory();
  }

  /** Blocks writes to the table until it is closed. */
  public AutoCloseable holdTable(String table) {
    try {
      Connection connection = Sql.connect(database);
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement("lock table " + table + " in exclusive mode")) {
        lock.execute();
      }
      return connection;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void add(Map<String, String> given) {
    settings.putAll(EnvironmentVariables.of(given));
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
