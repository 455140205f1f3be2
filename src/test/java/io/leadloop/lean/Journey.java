package io.leadloop.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.command.LeadloopCommand;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Leads on their way through a gateway, from their provider to Oplead and back. */
final class Journey {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LEADS_A_MINUTE = 100;
  private static final String CUSTOMER = "cuisines-durand";

  private final Surroundings surroundings;
  private final String gateway;
  private JsonNode kafka;

  Journey(Surroundings surroundings, RunningApplication application) {
    this.surroundings = surroundings;
    this.gateway = application.url();
  }

  /** Brings a customer and a provider in, and waits for a status of each of the leads. */
  void take(int leads) throws IOException {
    ProviderClient provider = onboard(LEADS_A_MINUTE);
    for (int i = 0; i < leads; i++) {
      JsonNode lead = ProviderClient.json(provider.submit(gateway, "r-" + i, "Dupont").join());
      String path = "/v1/leads/" + lead.get("id").asText();
      await().atMost(PATIENCE).until(() -> hasStatus(provider, path));
    }
  }

  private boolean hasStatus(ProviderClient provider, String path) {
    JsonNode lead = ProviderClient.json(provider.get(gateway, path));
    return lead.get("state").asText().equals("forwarded") && lead.hasNonNull("status");
  }

  /** Brings a customer in, and the provider that is returned. */
  ProviderClient onboard(int requestsPerMinute) throws IOException {
    Path token = Files.createTempFile("oplead-", ".token");
    try {
      Files.writeString(token, surroundings.opleadToken(), UTF_8);
      administer(
          "customer",
          "create",
          CUSTOMER,
          "--name",
          "Durand",
          "--base-url",
          surroundings.opleadUrl(),
          "--requests-per-minute",
          Integer.toString(requestsPerMinute),
          "--token-file",
          token.toString());
    } finally {
      Files.delete(token);
    }
    JsonNode provider =
        administer("provider", "create", "atelier", "--name", "Atelier", "--customer", CUSTOMER);
    kafka = provider.get("kafka");
    return new ProviderClient(provider.get("api_key").asText(), CUSTOMER);
  }

  /** The provider's topic from its beginning, as its own account reads it. */
  TopicReader readTopic() {
    Map<String, Object> login =
        KafkaLogin.of(
            kafka.get("bootstrap_servers").asText(),
            kafka.get("username").asText(),
            kafka.get("password").asText());
    return new TopicReader(login, kafka.get("group_prefix").asText(), kafka.get("topic").asText());
  }

  private JsonNode administer(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Map<String, String> environment =
        Map.of(
            "LEADLOOP_URL",
            gateway,
            "LEADLOOP_ADMIN_KEY",
            surroundings.administratorKey(),
            "LEADLOOP_OUTPUT",
            "json");
    int status =
        LeadloopCommand.run(arguments, environment, new PrintWriter(out), new PrintWriter(err));
    assertThat(status).as(err.toString()).isZero();
    return JSON.readTree(out.toString());
  }
}
