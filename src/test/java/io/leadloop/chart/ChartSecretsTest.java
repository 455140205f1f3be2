package io.leadloop.chart;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** External secrets, and the accounts that Strimzi creates. */
class ChartSecretsTest {
  @Test
  void eachSecretSettingComesFromItsKey() {
    assertThat(secrets(Chart.render("production")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "QUARKUS_DATASOURCE_USERNAME", "leadloop-database/user",
                "QUARKUS_DATASOURCE_PASSWORD", "leadloop-database/pass",
                "QUARKUS_FLYWAY_USERNAME", "leadloop-database-owner/username",
                "QUARKUS_FLYWAY_PASSWORD", "leadloop-database-owner/password",
                "KAFKA_SASL_JAAS_CONFIG", "leadloop-kafka/jaas",
                "LEADLOOP_ADMIN_BOOTSTRAP_KEY", "leadloop-administrator/bootstrap-key",
                "KAFKA_SSL_KEY_PASSWORD", "kafka-client/password"));
  }

  @Test
  void strimzisUserBringsTheGatewaysLogin() {
    assertThat(secrets(Chart.render("strimzi")))
        .containsEntry("KAFKA_SASL_JAAS_CONFIG", "leadloop/sasl.jaas.config");
  }

  private static Map<String, String> secrets(RenderedChart chart) {
    return chart.container().getEnv().stream()
        .filter(variable -> variable.getValueFrom() != null)
        .collect(toMap(EnvVar::getName, ChartSecretsTest::reference));
  }

  private static String reference(EnvVar variable) {
    var reference = variable.getValueFrom().getSecretKeyRef();
    return reference.getName() + "/" + reference.getKey();
  }

  @Test
  void externalSecretsCreateTheNamedSecrets() {
    List<JsonNode> secrets = Chart.render("strimzi").all("ExternalSecret").toList();
    assertThat(secrets)
        .extracting(secret -> secret.at("/spec/target/name").asText())
        .containsExactly("leadloop-database", "leadloop-keyset");
    assertThat(secrets)
        .allSatisfy(
            secret ->
                assertThat(secret.at("/spec/secretStoreRef/name").asText()).isEqualTo("vault"));
    assertThat(secrets.get(0).at("/spec/data").findValuesAsText("secretKey"))
        .containsExactly("password", "username");
    assertThat(secrets.get(1).at("/spec/data/0/remoteRef/key").asText())
        .isEqualTo("leadloop/keyset");
  }

  @Test
  void strimziCreatesTheGatewaysTopics() {
    Map<String, JsonNode> topics =
        Chart.render("strimzi")
            .all("KafkaTopic")
            .collect(toMap(topic -> topic.at("/metadata/name").asText(), t -> t.get("spec")));
    assertThat(topics)
        .containsOnlyKeys(
            "leadloop.feedback",
            "leadloop.feedback.dead",
            "leadloop.status.atelier",
            "leadloop.status.le-2e-salon");
    String log = "\"config\":{\"retention.ms\":2592000000,\"max.message.bytes\":1052672}}";
    assertThat(topics.get("leadloop.feedback").toString())
        .isEqualTo("{\"partitions\":12,\"replicas\":3," + log);
    assertThat(topics.get("leadloop.feedback.dead").toString())
        .isEqualTo("{\"partitions\":1,\"replicas\":3," + log);
    assertThat(topics.get("leadloop.status.atelier").toString())
        .isEqualTo("{\"partitions\":3,\"replicas\":3,\"config\":{\"retention.ms\":604800000}}");
  }

  /**
   * Helm would delete records that nothing has read yet, and users, which Kafka may not survive.
   */
  @Test
  void topicsAndUsersOutliveTheRelease() {
    RenderedChart chart = Chart.render("strimzi");
    assertThat(Stream.concat(chart.all("KafkaTopic"), chart.all("KafkaUser")))
        .hasSize(7)
        .extracting(object -> object.at("/metadata/annotations"))
        .allMatch(
            annotations -> annotations.path("helm.sh/resource-policy").asText().equals("keep"));
  }

  @Test
  void strimzisUsersHaveTheRightsOfTheReadmeAndNoOthers() {
    RenderedChart chart = Chart.render("strimzi");
    assertThat(rights(chart, "leadloop"))
        .containsExactlyInAnyOrder(
            "topic leadloop. prefix [Create, Describe, DescribeConfigs, Read, Write]",
            "group leadloop literal [Read]",
            "transactionalId leadloop- prefix [Write]",
            "cluster - - [DescribeConfigs]");
    assertThat(rights(chart, "provider-atelier"))
        .containsExactlyInAnyOrder(
            "topic leadloop.status.atelier literal [Describe, Read]",
            "group atelier. prefix [Describe, Read]");
    assertThat(chart.all("KafkaUser"))
        .hasSize(3)
        .allMatch(user -> user.at("/spec/authentication/type").asText().equals("scram-sha-512"))
        .allMatch(
            user -> user.at("/metadata/labels").get("strimzi.io/cluster").asText().equals("main"));
  }

  private static Set<String> rights(RenderedChart chart, String user) {
    JsonNode acls =
        chart
            .all("KafkaUser")
            .filter(object -> object.at("/metadata/name").asText().equals(user))
            .findFirst()
            .orElseThrow()
            .at("/spec/authorization/acls");
    return StreamSupport.stream(acls.spliterator(), false)
        .map(ChartSecretsTest::right)
        .collect(toSet());
  }

  private static String right(JsonNode acl) {
    JsonNode resource = acl.get("resource");
    List<String> operations =
        StreamSupport.stream(acl.get("operations").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return "%s %s %s %s"
        .formatted(
            resource.get("type").asText(),
            resource.path("name").asText("-"),
            resource.path("patternType").asText("-"),
            operations);
  }
}
