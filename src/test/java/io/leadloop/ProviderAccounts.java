package io.leadloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashMap;
import java.util.Map;

/**
 * Accounts at the demo's embedded broker, and what administrators do with them before its first
 * snapshot of the metadata: until then it replays each change from the beginning when it starts.
 */
final class ProviderAccounts {
  /** A name whose deletion would lose all users of the broker. */
  static final String HARMFUL =
      LostUsers.replayedFirst("provider-p").substring("provider-".length());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> passwords = new HashMap<>();

  /** Creates three accounts and checks two. */
  void create(PackagedGateway gateway) throws Exception {
    onboard(gateway, "salon");
    onboard(gateway, HARMFUL);
    onboard(gateway, "third");
    assertThat(call(gateway, "POST", "/providers/salon/check", "").body()).contains("true");
    assertThat(call(gateway, "POST", "/providers/" + HARMFUL + "/check", "").body())
        .doesNotContain("\"ok\":false");
  }

  /** Removes one and gives another one a new password. */
  void change(PackagedGateway gateway) throws Exception {
    assertThat(call(gateway, "DELETE", "/providers/" + HARMFUL + "/kafka-account", "").statusCode())
        .isEqualTo(204);
    String body = call(gateway, "POST", "/providers/third/kafka-account", "").body();
    passwords.put("third", JSON.readTree(body).get("password").asText());
  }

  /** But the removed one. */
  void assertEveryAccountIsLetIn(PackagedGateway gateway) {
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
    HttpResponse<String> answer = call(gateway, "POST", "/providers", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode onboarded = JSON.readTree(answer.body());
    passwords.put(provider, onboarded.at("/kafka/password").asText());
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
