package io.leadloop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.LoopbackPort;
import io.leadloop.embedded.SeededServers;
import io.leadloop.embedded.TlsBroker;
import io.leadloop.embedded.TlsPostgreSql;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.PackagedJar;
import io.leadloop.testing.TopicReader;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import io.leadloop.testing.tls.TestHttps;
import io.leadloop.testing.tls.TlsProxy;
import io.leadloop.vault.ApiKey;
import io.leadloop.vault.KeysetFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged gateway with TLS on every connection, by the settings and commands of the page on
 * TLS; only hosts, ports, folders and the period of reloading are replaced.
 */
class TlsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path PAGE = Path.of("src/docs/operator/tls.md");
  private static final Pattern BLOCK =
      Pattern.compile("```(properties|sh)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WEBHOOK =
      Pattern.compile("\"provider_webhook_url\" *: *\"(https://[^\"]+)\"");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADMINISTRATOR = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
  private static final String TOKEN = "0123456789abcdef";

  @TempDir static Path directory;
  private static final int PORT = LoopbackPort.free();
  private static TestAuthority authority = new TestAuthority("one authority for all");
  private static Vertx vertx;
  private static EmbeddedServers servers;
  private static EmbeddedPostgreSql database;
  private static TlsPostgreSql databaseTls;
  private static TlsBroker broker;
  private static SimulatedOplead oplead;
  private static TlsProxy opleadTls;
  private static PackagedGateway gateway;
  private static JsonNode provider;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    Files.createDirectories(directory.resolve("tls"));
    Files.createDirectories(directory.resolve("config"));
    trust(authority.pem());
    authority.issue("localhost").write(directory.resolve("tls"));
    servers = SeededServers.in(directory.resolve("servers"));
    database = servers.startPostgreSql(0);
    databaseTls = new TlsPostgreSql(database, authority.issue("localhost"));
    broker = new TlsBroker(Files.createDirectories(directory.resolve("broker")));
    broker.start(authority, authority.issue("localhost"));
    oplead =
        new SimulatedOplead(
                vertx, SimulatorSettings.builder().statusDelay(Duration.ofDays(1)).build())
            .startAndAwait();
    oplead.accept(TOKEN);
    opleadTls =
        new TlsProxy(
            vertx, authority.issue("localhost"), "127.0.0.1", oplead.baseUrl().getPort(), "");
    Files.writeString(directory.resolve("config/application.properties"), settings());
    gateway = PackagedGateway.startReplica(directory, Map.of());
    onboard();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable running : Arrays.asList(gateway, opleadTls, oplead, broker, servers)) {
      if (running != null) {
        running.close();
      }
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLeadGoesAllTheWayBeforeAndAfterEveryCertificateIsRenewed() throws Exception {
    goAllTheWay("first");
    assertThat(databaseTls.connections()).isEqualTo("tls");

    TestAuthority renewed = new TestAuthority("one authority for all");
    trust(authority.pem() + renewed.pem());
    renewed.issue("localhost").write(directory.resolve("tls"));
    databaseTls.renew(renewed.issue("localhost"));
    broker.close();
    broker.start(renewed, renewed.issue("localhost"));
    // Connections to Oplead read their authority by a timer.
    awaitListener(renewed);
    opleadTls.renew(renewed.issue("localhost"));
    authority = renewed;
    trust(authority.pem());

    goAllTheWay("second");
    assertThat(databaseTls.connections()).isEqualTo("tls");
  }

  @Test
  void nothingListensWithoutTls() throws Exception {
    int plain = URI.create(gateway.url()).getPort();
    assertThatThrownBy(() -> new Socket("localhost", plain)).isInstanceOf(ConnectException.class);
    URI management = URI.create(gateway.managementUrl().replace("http:", "https:"));
    assertThat(send(HttpRequest.newBuilder(management.resolve("/q/health/ready"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void browsersAreBoundToHttps() throws Exception {
    HttpResponse<String> signedIn =
        send(
            request("/console/sign-in", "")
                .header("Origin", url())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=" + ADMINISTRATOR)));
    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-leadloop-console=")
        .contains("; Secure");
    assertThat(signedIn.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
    assertThat(signedIn.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void documentedCommandsWork() throws Exception {
    for (String block : blocks("sh")) {
      List<String> missing =
          List.of("openssl", "curl", "jq", "keytool").stream()
              .filter(
                  tool -> block.contains(tool) && run("command -v " + tool + " || true").isBlank())
              .toList();
      assumeTrue(missing.isEmpty(), "not there: apt-get install " + String.join(" ", missing));
      String output = run(block);
      if (block.contains("openssl")) {
        assertThat(output).contains("notAfter=");
      } else if (block.contains("curl")) {
        assertThat(directory.resolve("kafka-ca.pem")).content().contains(authority.pem().strip());
      } else {
        assertThat(output).contains("atelier");
      }
    }
  }

  /** A lead, its callback, and both events on the provider's topic. */
  private static void goAllTheWay(String reference) throws Exception {
    HttpResponse<String> taken =
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> submit(reference), answer -> answer.statusCode() / 100 == 2);
    String lead = JSON.readTree(taken.body()).get("id").asText();
    try (TopicReader reader = reader()) {
      reader.readUntil(
          events ->
              events.stream()
                  .anyMatch(event -> event.key().equals(lead) && type(event).contains("forwarded")),
          PATIENCE);
      String webhook = webhook();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () ->
                  send(HttpRequest.newBuilder(URI.create(webhook))
                              .header("Content-Type", "application/json")
                              .POST(BodyPublishers.ofString("{\"status\":\"En cours\"}")))
                          .statusCode()
                      == 200);
      reader.readUntil(
          events ->
              events.stream()
                  .anyMatch(event -> event.key().equals(lead) && type(event).contains("status")),
          PATIENCE);
    }
  }

  private static HttpResponse<String> submit(String reference) throws Exception {
    return send(
        request("/v1/leads", provider.get("api_key").asText())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"customer": "cuisines", "reference": "%s",
                     "lead": {"lastname": "Dupont", "phone": "0601020304"}}
                    """
                        .formatted(reference))));
  }

  private static String type(ConsumerRecord<String, String> event) {
    return TopicReader.header(event, "ce_type");
  }

  /** The address in the last lead that Oplead was sent. */
  private static String webhook() {
    Matcher found = WEBHOOK.matcher(String.join("", opleadTls.received()));
    String last = "";
    while (found.find()) {
      last = found.group(1);
    }
    return last;
  }

  /** The provider's own account, with the authority that /v1/me names. */
  private static TopicReader reader() throws Exception {
    JsonNode access =
        JSON.readTree(send(request("/v1/me", provider.get("api_key").asText())).body())
            .get("kafka");
    assertThat(access.get("security_protocol").asText()).isEqualTo("SASL_SSL");
    Map<String, Object> login = new HashMap<>();
    login.put("bootstrap.servers", access.get("bootstrap_servers").asText());
    login.put("security.protocol", "SASL_SSL");
    login.put("ssl.truststore.type", "PEM");
    login.put("ssl.truststore.certificates", access.get("certificate_authority").asText());
    login.put("sasl.mechanism", "SCRAM-SHA-512");
    login.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(
                provider.at("/kafka/username").asText(), provider.at("/kafka/password").asText()));
    return new TopicReader(
        login, access.get("group_prefix").asText(), access.get("topic").asText());
  }

  private static void onboard() throws Exception {
    create(
        "customers",
        """
        {"slug": "cuisines", "name": "Cuisines", "oplead": {"token": "%s"}}
        """
            .formatted(TOKEN));
    provider =
        create(
            "providers",
            """
            {"slug": "atelier", "name": "Atelier", "customers": ["cuisines"]}
            """);
    assertThat(provider.at("/kafka/security_protocol").asText()).isEqualTo("SASL_SSL");
    assertThat(provider.at("/kafka/certificate_authority").asText()).isEqualTo(authority.pem());
  }

  private static JsonNode create(String what, String body) throws Exception {
    HttpResponse<String> created =
        send(
            request("/admin/v1/" + what, ADMINISTRATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body());
  }

  private static void awaitListener(TestAuthority renewed) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                TestHttps.send(renewed, HttpRequest.newBuilder(URI.create(url() + "/openapi")))
                        .statusCode()
                    == 200);
  }

  private static HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .header("Authorization", "Bearer " + key);
  }

  /** Again where the listener took up its files during the handshake. */
  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SSLException.class)
        .until(() -> TestHttps.send(authority, request), Objects::nonNull);
  }

  private static String url() {
    return "https://localhost:" + PORT;
  }

  private static void trust(String authorities) {
    TestCertificate.replace(directory.resolve("tls/ca.crt"), authorities);
  }

  /** All of the page's, and those of this test. */
  private static String settings() throws IOException {
    Map<String, String> own = new HashMap<>(database.settings());
    own.remove("quarkus.datasource.reactive.url");
    broker
        .settings("localhost", directory.resolve("tls/ca.crt"))
        .forEach(
            (key, value) -> {
              if (key.startsWith("kafka.sasl.")) {
                own.put(key, value);
              }
            });
    own.put("leadloop.vault.keyset", KeysetFile.in(servers.directory()).toString());
    own.put("leadloop.admin.bootstrap-key", ADMINISTRATOR);
    own.put(
        "leadloop.oplead.base-url",
        "https://localhost:" + opleadTls.port() + oplead.baseUrl().getPath());
    own.put("leadloop.oplead.allow-private-addresses", "true");
    own.put("leadloop.forwarding.backoff-initial", "PT0.5S");
    String lines =
        own.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n"));
    return String.join("\n", blocks("properties")) + "\n" + lines + "\n";
  }

  private static List<String> blocks(String language) throws IOException {
    String kafka = broker.settings("localhost", PAGE).get("kafka.bootstrap.servers");
    String page =
        Files.readString(PAGE)
            .replace("/etc/leadloop", directory.toString())
            .replace("postgresql://db.example.com:5432/leadloop", database.url())
            .replace("kafka.example.com:9093", kafka)
            .replace("leads.example.com:8443", "leads.example.com")
            .replace("leads.example.com", "localhost:" + PORT)
            .replace("ssl-port=8443", "ssl-port=" + PORT)
            .replace("reload-period=1h", "reload-period=2s")
            .replace("\nleadloop ", "\n" + String.join(" ", PackagedJar.command()) + " ");
    return BLOCK
        .matcher(page)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2))
        .toList();
  }

  private static String run(String commands) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-ec", commands)
              .directory(directory.toFile())
              .redirectError(directory.resolve("commands.log").toFile());
      builder.environment().put("LEADLOOP_ADMIN_KEY", ADMINISTRATOR);
      builder.environment().put("LEADLOOP_PROVIDER_KEY", provider.get("api_key").asText());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor())
          .as(commands + Files.readString(directory.resolve("commands.log")))
          .isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
