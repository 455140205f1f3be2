package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers that replicate, and the gateway's own TLS. */
class ChartReplicationTest {
  private static final int HTTPS = 8443;

  @Test
  void everyDatabaseAddressHasTheModeOfEncryption() {
    String url =
        "postgresql://a.example:5432/leadloop,"
            + "postgresql://b.example/leadloop?application_name=x,"
            + "postgresql://c.example/leadloop?sslmode=verify-ca";
    assertThat(Chart.render("minimal", Map.of("database.url", url)).settings())
        .contains(
            "quarkus.datasource.reactive.url=postgresql://a.example:5432/leadloop?sslmode=require,"
                + "postgresql://b.example/leadloop?application_name=x&sslmode=require,"
                + "postgresql://c.example/leadloop?sslmode=verify-ca");
  }

  @Test
  void topicsHaveTheirReplicas() {
    assertThat(Chart.render("minimal").settings()).noneMatch(line -> line.contains("replica"));
    assertThat(
            Chart.render(
                    "minimal",
                    Map.of(
                        "kafka.topics.replicationFactor",
                        "3",
                        "kafka.topics.minInsyncReplicas",
                        "2"))
                .settings())
        .contains(
            "leadloop.feedback.replication-factor=3", "leadloop.feedback.min-in-sync-replicas=2");
    assertThat(
            Chart.render("strimzi", Map.of("strimzi.topics.minInsyncReplicas", "2"))
                .all("KafkaTopic"))
        .isNotEmpty()
        .extracting(topic -> topic.at("/spec/config").get("min.insync.replicas"))
        .allMatch(replicas -> replicas.isInt() && replicas.asInt() == 2);
  }

  /** Whichever of both creates a topic first, for a new provider the gateway. */
  @Test
  void theGatewayCreatesTopicsAsStrimziDoes() {
    assertThat(
            Chart.render(
                    "strimzi",
                    Map.of(
                        "strimzi.topics.minInsyncReplicas",
                        "2",
                        "strimzi.topics.statusRetentionMs",
                        "86400500"))
                .settings())
        .contains(
            "leadloop.feedback.partitions=12",
            "leadloop.feedback.retention=PT2592000S",
            "leadloop.feedback.status-partitions=3",
            "leadloop.feedback.status-retention=PT86400.500S",
            "leadloop.feedback.replication-factor=3",
            "leadloop.feedback.min-in-sync-replicas=2");
  }

  @Test
  void settingsOfTopicsThatAreGivenAreKept() {
    assertThat(
            Chart.render(
                    "strimzi",
                    Map.of(
                        "kafka.topics.replicationFactor",
                        "5",
                        "settings.leadloop\\.feedback\\.retention",
                        "P60D"))
                .settings())
        .contains("leadloop.feedback.replication-factor=5", "leadloop.feedback.retention=P60D")
        .noneMatch(line -> line.contains("min-in-sync"));
  }

  /** Where one gateway listens with TLS, everything leads to that port and nothing to the other. */
  @Test
  void everyRouteLeadsToTheTlsListener() {
    RenderedChart chart = Chart.render("production", Map.of("tls.secret", "leadloop-tls"));
    assertThat(chart.container().getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .doesNotContain(tuple("http", 8080))
        .contains(tuple("https", HTTPS));
    assertThat(chart.all(Service.class))
        .filteredOn(service -> !service.getMetadata().getName().endsWith("-management"))
        .hasSize(2)
        .allSatisfy(
            service -> {
              assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(HTTPS);
              assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                  .isEqualTo("https");
            });
    assertThat(chart.only(HTTPRoute.class).getSpec().getRules())
        .allMatch(rule -> rule.getBackendRefs().get(0).getPort() == HTTPS);
    assertThat(chart.all(Ingress.class))
        .hasSize(2)
        .flatExtracting(ingress -> ingress.getSpec().getRules().get(0).getHttp().getPaths())
        .allMatch(path -> path.getBackend().getService().getPort().getName().equals("https"));
    assertThat(chart.settings())
        .contains(
            "quarkus.http.insecure-requests=disabled",
            "quarkus.http.tls-configuration-name=listener",
            "quarkus.tls.listener.protocols=TLSv1.3,TLSv1.2",
            "quarkus.tls.listener.key-store.pem.0.cert=/etc/leadloop/tls/tls.crt",
            "quarkus.tls.listener.key-store.pem.0.key=/etc/leadloop/tls/tls.key");
    assertThat(chart.container().getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().equals("/etc/leadloop/tls"))
        .extracting(VolumeMount::getName)
        .containsExactly("tls");
    assertThat(chart.deployment().getSpec().getTemplate().getSpec().getVolumes())
        .filteredOn(volume -> volume.getName().equals("tls"))
        .extracting(Volume::getSecret)
        .allMatch(secret -> secret.getSecretName().equals("leadloop-tls"));
  }

  @Test
  void theVersionsOfTlsAreADefault() {
    Map<String, Object> strict =
        Map.of(
            "tls.secret",
            "leadloop-tls",
            "settings.quarkus\\.tls\\.listener\\.protocols",
            "TLSv1.3");
    assertThat(Chart.render("production", strict).settings())
        .filteredOn(line -> line.contains(".protocols="))
        .containsExactly("quarkus.tls.listener.protocols=TLSv1.3");
  }

  @Test
  void alertsAndDashboardAreThoseOfTheRepository() {
    RenderedChart chart =
        Chart.render(
            "minimal",
            Map.of(
                "prometheusRule.enabled",
                "true",
                "prometheusRule.runbookUrl",
                "https://git.example.com/leadloop/",
                "dashboard.enabled",
                "true"));
    JsonNode rules = chart.all("PrometheusRule").findFirst().orElseThrow().at("/spec");
    assertThat(rules.findValuesAsText("alert")).hasSizeGreaterThan(20);
    assertThat(rules.findValuesAsText("runbook_url"))
        .allMatch(url -> url.startsWith("https://git.example.com/leadloop/src/docs/"));
    JsonNode dashboard =
        chart
            .all("ConfigMap")
            .filter(map -> map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
            .findFirst()
            .orElseThrow();
    assertThat(dashboard.at("/data/leadloop.json").asText()).contains("\"panels\"");
  }
}
