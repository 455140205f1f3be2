package io.leadloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.testing.CommandLineProcess;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.LostUsers;
import io.leadloop.testing.PackagedGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Accounts at the embedded broker outlive its restarts, whatever administrators did with them
 * before its first snapshot of the metadata: until then it replays each change from the beginning.
 */
class KafkaAccountsIT {
  private static final Map<String, String> FAST =
      Map.of("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT0.05S");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A name whose deletion would lose all users of the broker. */
  private static final String HARMFUL =
      LostUsers.replayedFirst("provider-p").substring("provider-".length());

  @TempDir Path directory;
  private final Map<String, String> passwords = new HashMap<>();

  @Test
  void everyAccountCanLogInAfterChecksRemovalsAndRestarts() throws Exception {
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      onboard(gateway, "salon");
      onboard(gateway, HARMFUL);
      onboard(gateway, "third");
      assertThat(call(gateway, "POST", "/providers/salon/check", "").body()).contains("true");
      assertThat(call(gateway, "POST", "/providers/" + HARMFUL + "/check", "").body())
          .doesNotContain("\"ok\":false");
      CommandLineProcess admin = new CommandLineProcess(gateway.url(), gateway.administratorKey());
      CommandLineProcess.Ended certified = admin.end("certify", "salon", gateway.customer());
      assertThat(certified.status()).as(certified.toString()).isZero();
      assertThat(
              call(gateway, "DELETE", "/providers/" + HARMFUL + "/kafka-account", "").statusCode())
          .isEqualTo(204);
      passwords.put("third", rotated(gateway, "third"));
      assertEveryAccountIsLetIn(gateway);
    }
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      assertEveryAccountIsLetIn(gateway);
      assertThat(gateway.output()).doesNotContain("kafka account was missing");
      LostUsers.delete(new KafkaUser(gateway.ownKafka()), "provider-" + HARMFUL);
    }
    try (PackagedGateway gateway = PackagedGateway.startDemo(directory, FAST)) {
      assertEveryAccountIsLetIn(gateway);
      assertThat(gateway.output())
          .contains("kafka account was missing, recreated user=provider-salon")
          .doesNotContain("ERROR");
    }
  }

  private void assertEveryAccountIsLetIn(PackagedGateway gateway) {
    assertThat(new KafkaUser(gateway.ownKafka()).isLetIn()).isTrue();
    String servers = gateway.ownKafka().get("bootstrap.servers").toString();
    String removed = passwords.get(HARMFUL);
    passwords.forEach(
        (provider, password) -> {
          if (!password.equals(removed)) {
            KafkaUser user =
                new KafkaUser(KafkaLogin.of(servers, "provider-" + provider, password));
            await().atMost(60, SECONDS).until(user::isLetIn);
            user.onceItMayRead("leadloop.status." + provider, provider + ".app");
          }
        });
    assertThat(new KafkaUser(KafkaLogin.of(servers, "provider-" + HARMFUL, removed)).isLetIn())
        .isFalse();
  }

  private void onboard(PackagedGateway gateway, String provider) throws Exception {
    String body =
        "{\"slug\": \"%s\", \"name\": \"P\", \"customers\": [\"%s\"]}"
            .formatted(provider, gateway.customer());
    JsonNode onboarded = JSON.readTree(call(gateway, "POST", "/providers", body).body());
    passwords.put(provider, onboarded.at("/kafka/password").asText());
  }

  private static String rotated(PackagedGateway gateway, String provider) throws Exception {
    String body = call(gateway, "POST", "/providers/" + provider + "/kafka-account", "").body();
    return JSON.readTree(body).get("password").asText();
  }

  private static HttpResponse<String> call(
      PackagedGateway gateway, String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/admin/v1" + path))
            .header("Authorization", "Bearer " + gateway.administratorKey())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
