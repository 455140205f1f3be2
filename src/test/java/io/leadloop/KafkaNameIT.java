package io.leadloop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.Replicas;
import io.leadloop.testing.SharedReplicas;
import io.leadloop.vault.Vault;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A packaged gateway that starts while the host name of its broker does not resolve. */
@ExtendWith(SharedReplicas.class)
class KafkaNameIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LOCALHOST = "127.0.0.1 localhost\n";
  private static final String BROKER = "127.0.0.1 kafka.invalid\n";

  @TempDir Path directory;

  /** Regression: it ended, and was started over and over. */
  @Test
  void takesLeadsAndCallbacksWithoutTheNameAndUsesTheLogOnceItResolves(Replicas replicas)
      throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts"), LOCALHOST);
    String address = replicas.brokerAddress().replaceFirst(".*:", "kafka.invalid:");
    Map<String, String> settings =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            address,
            "LEADLOOP_START_ALLOW",
            "plain-text-kafka",
            "JAVA_TOOL_OPTIONS",
            "-Djdk.net.hosts.file=" + hosts);
    try (PackagedGateway gateway = replicas.startAnother(settings)) {
      given().get(gateway.managementUrl() + "/q/health/ready").then().statusCode(200);
      String callback = callbackOf(submit(gateway, replicas.key()), replicas.keyset());
      callBack(gateway, callback);
      assertThat(callbacks(gateway, "outbox")).isEqualTo(1);
      assertThat(gateway.output().lines())
          .filteredOn(line -> line.contains("producer of the feedback log not made"))
          .singleElement()
          .asString()
          .contains("No host name in kafka.bootstrap.servers can be resolved now.");

      Files.writeString(hosts, BROKER, StandardOpenOption.APPEND);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                callBack(gateway, callback);
                return callbacks(gateway, "log") > 0;
              });
      await()
          .atMost(PATIENCE)
          .until(() -> gateway.output().contains("a host name of Kafka resolves again"));
      assertThat(gateway.output()).doesNotContain("Couldn't resolve server", "ERROR");
    }
  }

  private static LeadId submit(PackagedGateway gateway, String key) {
    HttpResponse<String> answer =
        new ProviderClient(key, Demo.CUSTOMER)
            .submit(gateway.url(), UUID.randomUUID().toString(), "Dupont")
            .join();
    assertThat(answer.statusCode()).isEqualTo(202);
    return new LeadId(UUID.fromString(ProviderClient.json(answer).get("id").asText()));
  }

  private static String callbackOf(LeadId lead, Path keyset) {
    return new CallbackTokens(new Vault(keyset.toString()), URI.create("http://none"))
        .addressFor(lead)
        .getPath();
  }

  private static void callBack(PackagedGateway gateway, String path) {
    given()
        .contentType(ContentType.JSON)
        .body("{\"status\":\"En cours\"}")
        .post(gateway.url() + path)
        .then()
        .statusCode(200);
  }

  private static double callbacks(PackagedGateway gateway, String store) {
    return given()
        .get(gateway.managementUrl() + "/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("leadloop_callbacks_total") && line.contains(store))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
        .sum();
  }
}
