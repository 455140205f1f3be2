package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The installation on one machine keeps to what the guide asks of others. */
class ComposeTest {
  private static final Path FOLDER = Path.of("deploy");

  private final JsonNode services = services();

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

  private static JsonNode services() {
    try {
      return new ObjectMapper(new YAMLFactory())
          .readTree(FOLDER.resolve("compose.yaml").toFile())
          .get("services");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
