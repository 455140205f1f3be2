package io.leadloop.restore;

import static io.restassured.RestAssured.given;

import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.OwnSaslServers;
import io.leadloop.testing.EnvironmentVariables;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One place where the gateway runs: its PostgreSQL, its Kafka and, once started, a replica. */
final class Site implements AutoCloseable {
  private final Path directory;
  private final InstalledPostgreSql database;
  private final EmbeddedServers servers;
  private final Map<String, String> settings = new HashMap<>();
  private final String url;
  private final String kafka;
  private PackagedGateway gateway;

  /**
   * Starts both servers, empty.
   *
   * @param port where the gateway will listen; Oplead has this address
   */
  Site(Path directory, int port, Map<String, String> shared) throws IOException, SQLException {
    OwnSaslServers.register();
    this.url = "http://localhost:" + port;
    this.directory = Files.createDirectory(directory);
    database = InstalledPostgreSql.start(directory.resolve("postgresql"));
    servers = EmbeddedServers.in(directory.resolve("servers"));
    settings.putAll(shared);
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("leadloop.public-url", url);
    settings.putAll(servers.startKafka(0).settings());
    settings.putAll(database.settings());
    kafka = settings.get("kafka.bootstrap.servers");
  }

  InstalledPostgreSql database() {
    return database;
  }

  void startGateway() {
    gateway = PackagedGateway.startReplica(directory, EnvironmentVariables.of(settings));
  }

  String url() {
    return url;
  }

  /** A request with this key. */
  RequestSpecification as(String key) {
    return given()
        .baseUri(url)
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON);
  }

  /** What a provider reads of its topic. */
  TopicReader topic(Account account) {
    return new TopicReader(
        KafkaLogin.of(kafka, account.username(), account.password()),
        account.groupPrefix(),
        account.topic());
  }

  /** A provider's whole feed of events after a cursor, with the cursor at its end. */
  Feed feed(String key, String cursor) {
    List<Map<String, Object>> events = new ArrayList<>();
    String next = cursor;
    int read;
    do {
      JsonPath page =
          as(key)
              .queryParam("limit", 500)
              .queryParam("after", next)
              .get("/v1/events")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<Map<String, Object>> items = page.getList("items");
      read = items.size();
      events.addAll(items);
      next = page.getString("next");
    } while (read > 0);
    return new Feed(events, next);
  }

  /** Everything is lost at once. */
  @Override
  public void close() {
    if (gateway != null) {
      gateway.kill();
    }
    servers.close();
    database.close();
  }

  /** A provider's account at Kafka. */
  record Account(String username, String password, String groupPrefix, String topic) {}

  /**
   * @param cursor after the last of them
   */
  record Feed(List<Map<String, Object>> events, String cursor) {
    List<String> ids() {
      return events.stream().map(event -> (String) event.get("id")).toList();
    }
  }
}
