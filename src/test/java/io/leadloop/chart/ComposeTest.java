package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leadloop.vault.KeysetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The installation on one machine keeps to what the guide asks of others. */
class ComposeTest {
  private static final Path FOLDER = Path.of("deploy");

  private final JsonNode compose = yaml("compose.yaml");
  private final JsonNode services = compose.get("services");

  @Test
  void gatewayRoleIsNeitherSuperuserNorOwner() throws IOException {
    JsonNode gateway = services.at("/gateway/environment");
    String role = gateway.get("QUARKUS_DATASOURCE_USERNAME").asText();
    String owner = gateway.get("QUARKUS_FLYWAY_USERNAME").asText();
    assertThat(services.at("/postgresql/environment").has("POSTGRES_USER")).isFalse();
    assertThat(role).isNotEqualTo(owner);
    assertThat(Files.readString(FOLDER.resolve("create-database")))
        .contains("create role " + role + " login password :'gateway';")
        .contains("create role " + owner + " login password :'owner';")
        .contains("create database leadloop owner " + owner + ";")
        .doesNotContain("superuser");
    assertThat(Files.isExecutable(FOLDER.resolve("create-database"))).isTrue();
    assertThat(Files.readString(FOLDER.resolve("make-secrets")))
        .contains("quarkus.datasource.password=$gateway", "quarkus.flyway.password=$owner");
  }

  @Test
  void offsetsOutliveTheLog() {
    long minutes = services.at("/kafka/environment/KAFKA_OFFSETS_RETENTION_MINUTES").asLong();
    assertThat(Duration.ofMinutes(minutes)).isGreaterThan(Duration.ofDays(31));
  }

  /** A floating tag would change what runs at the next start. */
  @Test
  void imagesHaveExactVersions() throws IOException {
    Pattern exact =
        Pattern.compile("[\\w./-]+:v?\\d+\\.[\\w.-]*\\d[\\w.-]*(@sha256:[0-9a-f]{64})?");
    List<String> pulled =
        services.findValuesAsText("image").stream()
            .filter(image -> !image.equals("leadloop"))
            .toList();
    List<String> bases =
        Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
            .filter(line -> line.matches("FROM \\S+:.*"))
            .map(line -> line.split(" ")[1])
            .toList();
    assertThat(pulled).hasSize(5).allMatch(exact.asMatchPredicate());
    assertThat(bases).hasSize(2).allMatch(exact.asMatchPredicate());
  }

  @Test
  void everyServiceHasAMemoryLimitAndListensOnLoopback() {
    services
        .properties()
        .forEach(
            service -> {
              JsonNode definition = service.getValue();
              if (definition.has("restart")) {
                assertThat(definition.has("mem_limit")).as(service.getKey()).isTrue();
              }
              assertThat(definition.path("ports"))
                  .as(service.getKey())
                  .allMatch(
                      port -> port.asText().matches("\\$\\{\\w+:-127\\.0\\.0\\.1:\\d+}:\\d+"));
            });
  }

  @Test
  void mountedFilesExist() {
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith("./")) {
          assertThat(FOLDER.resolve(source.substring(2))).exists();
        }
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void makeSecretsMakesEachSecretOnce(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path script = directory.resolve("make-secrets");
    Files.copy(FOLDER.resolve("make-secrets"), script, StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(run(script)).isZero();
    for (JsonNode secret : compose.get("secrets")) {
      assertThat(directory.resolve(secret.get("file").asText())).isNotEmptyFile();
    }
    Path keyset = directory.resolve("secrets/keyset.json");
    assertThat(KeysetFile.promoteNewestKey(keyset)).isNotZero();
    assertThat(Files.readAllLines(directory.resolve("secrets/gateway.properties")))
        .anyMatch(line -> line.matches("leadloop\\.admin\\.bootstrap-key=lla_\\w{12}_\\w{48}"));
    assertThat(run(script)).as("a second run changes nothing").isNotZero();
  }

  private static int run(Path script) throws IOException, InterruptedException {
    return new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
  }

  @Test
  void prometheusAndGrafanaFindTheGatewayTheAlertsAndTheDashboard() throws IOException {
    JsonNode prometheus = yaml("observability/prometheus.yml");
    assertThat(prometheus.at("/scrape_configs/0/dns_sd_configs/0/names/0").asText())
        .isEqualTo("gateway");
    assertThat(services.has("gateway")).isTrue();
    assertThat(mounts("prometheus"))
        .contains("/etc/prometheus/" + prometheus.at("/rule_files/0").asText());
    JsonNode source = yaml("observability/grafana/datasources/prometheus.yaml");
    assertThat(source.at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
    JsonNode dashboards = yaml("observability/grafana/dashboards/leadloop.yaml");
    assertThat(mounts("grafana"))
        .contains("/etc/grafana/provisioning")
        .contains(dashboards.at("/providers/0/options/path").asText() + "/leadloop.json");
  }

  private List<String> mounts(String service) {
    List<String> targets = new ArrayList<>();
    services.at("/" + service + "/volumes").forEach(v -> targets.add(v.asText().split(":")[1]));
    return targets;
  }

  private static JsonNode yaml(String file) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
