package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that would make an installation that fails, or is not safe, make none. */
class ChartRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replica                                     | 3                    | replica
          replicas                                    | 0                    | replicas
          replicas                                    | many                 | replicas
          image.pullPolicy                            | Sometimes            | pullPolicy
          image.digest                                | sha256:abc           | digest
          publicUrl                                   | leads.example.com    | publicUrl
          publicUrl                                   | https://a.example/   | publicUrl
          publicUrl                                   | http://a.example     | publicUrl
          database.url                                | postgresql://u:p@h/d | url
          database.url                                | postgresql://h/d?password=p | url
          database.sslMode                            | verify-full          | certificateAuthority
          database.url                                | postgresql://h/d,h/e | url
          kafka.topics.replicationFactor              | 0                    | replicationFactor
          tmpSize                                     | 0                    | tmpSize
          tls.secret                                  | A                    | tls
          prometheusRule.runbookUrl                   | git.example.com      | runbookUrl
          dashboard.folder                            | Leads                | folder
          database.sslMode                            | disable              | plain-text-postgresql
          database.sslMode                            | prefer               | plain-text-postgresql
          database.sslMode                            | on                   | sslMode
          database.url                                | postgresql://h/d?sslmode=prefer | plain-text-postgresql
          database.password                           | p                    | password
          database.secret.password                    | p                    | password
          kafka.bootstrapServers                      | kafka                | bootstrapServers
          kafka.securityProtocol                      | PLAINTEXT            | securityProtocol
          kafka.securityProtocol                      | SASL_PLAINTEXT       | securityProtocol
          kafka.accounts                              | mine                 | accounts
          startAllow[0]                               | demo-exposed         | startAllow
          settings.quarkus\\.datasource\\.password    | p                    | quarkus.datasource.password
          settings.kafka\\.sasl\\.jaas\\.config       | p                    | kafka.sasl.jaas.config
          settings.leadloop\\.admin\\.bootstrap-key   | p                    | leadloop.admin.bootstrap-key
          settings.leadloop\\.demo                    | true                 | leadloop.demo
          settings.leadloop\\.public-url              | https://b.example    | settings
          settings.LEADLOOP_LANE_MARGIN               | PT1S                 | LEADLOOP_LANE_MARGIN
          strimzi.enabled                             | true                 | strimzi.cluster
          strimzi.providers[0]                        | A_b                  | providers
          podDisruptionBudget.maxUnavailable          | 0                    | maxUnavailable
          autoscaling.cpuUtilization                  | 0                    | cpuUtilization
          preStopSeconds                              | 60                   | preStopSeconds
          drainSeconds                                | 11                   | drainSeconds
          httpRoute.enabled                           | true                 | httpRoute
          exposure.paths[0]                           | v1                   | paths
          resources.limits.memory                     | lots                 | memory
          topologySpread[0].whenUnsatisfiable         | Never                | topologySpread
          """)
  void invalidValueIsRejectedByName(String path, String value, String named) {
    assertThatThrownBy(() -> Chart.render("minimal", Map.of(path, value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image.repository",
        "publicUrl",
        "database.url",
        "database.secret.name",
        "kafka.bootstrapServers",
        "kafka.secret.name",
        "vault.keyset.secret"
      })
  void missingValueIsNamed(String path) {
    assertThatThrownBy(() -> Chart.render("minimal", Map.of(path, "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(path + ": ");
  }

  @Test
  void secretIsNotALiteralInTheEnvironment() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "minimal", Map.of("extraEnv[0].name", "MY_PASSWORD", "extraEnv[0].value", "p")))
        .hasMessageContaining("extraEnv");
  }

  @Test
  void strimziAndTheGatewayDoNotBothManageAccounts() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "minimal", Map.of("strimzi.enabled", "true", "strimzi.cluster", "main")))
        .hasMessageContaining("kafka.accounts");
  }

  @Test
  void eachOfSeveralDatabaseAddressesEncrypts() {
    String second = "postgresql://a.example/d,postgresql://b.example/d?sslmode=prefer";
    assertThatThrownBy(() -> Chart.render("minimal", Map.of("database.url", second)))
        .hasMessageContaining("plain-text-postgresql");
  }

  @Test
  void topicsStayWritableWithoutOneBroker() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "minimal",
                    Map.of(
                        "kafka.topics.replicationFactor",
                        "3",
                        "kafka.topics.minInsyncReplicas",
                        "3")))
        .hasMessageContaining("minInsyncReplicas");
  }

  @Test
  void autoscalerHasRoomToScale() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "minimal",
                    Map.of("autoscaling.enabled", "true", "autoscaling.maxReplicas", "1")))
        .hasMessageContaining("autoscaling.minReplicas");
  }

  @Test
  void riskCanBeAllowedByName() {
    assertThat(
            Chart.render(
                    "minimal",
                    Map.of(
                        "publicUrl", "http://a.example", "startAllow[0]", "plain-http-callbacks"))
                .settings())
        .contains("leadloop.start.allow=plain-http-callbacks");
  }

  @Test
  void readmeDocumentsEveryValue() throws IOException {
    String readme = Files.readString(Chart.DIRECTORY.resolve("README.md"));
    JsonNode values =
        new ObjectMapper(new YAMLFactory())
            .readTree(Chart.DIRECTORY.resolve("values.yaml").toFile());
    assertThat(values.fieldNames()).toIterable().allMatch(name -> readme.contains("| `" + name));
  }
}
