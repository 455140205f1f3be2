package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code helm install} prints, and what the chart's README has to say before it. */
class ChartNotesTest {
  private static final String KUBECTL = "kubectl --namespace leads ";

  @Test
  void eachSecretHasItsLine() {
    assertThat(commands(Chart.notes("production", Map.of("tls.secret", "leadloop-tls"))))
        .contains(
            KUBECTL
                + "create secret generic leadloop-database"
                + " --from-literal=user=leadloop_gateway --from-file=pass=gateway-password",
            KUBECTL
                + "create secret generic leadloop-database-owner"
                + " --from-literal=username=leadloop --from-file=password=owner-password",
            KUBECTL
                + "create secret generic database-authority --from-file=ca.crt=postgresql-ca.pem",
            KUBECTL + "create secret generic leadloop-kafka --from-file=jaas=kafka-jaas",
            KUBECTL + "create secret generic kafka-authority --from-file=ca.crt=kafka-ca.pem",
            "leadloop keyset create keyset.json",
            KUBECTL + "create secret generic leadloop-keyset --from-file=keyset.json=keyset.json",
            "leadloop key generate | tr -d '\\n' > administrator-key",
            KUBECTL
                + "create secret generic leadloop-administrator"
                + " --from-file=bootstrap-key=administrator-key",
            KUBECTL + "create secret tls leadloop-tls --cert=tls.crt --key=tls.key",
            "helm test edge --namespace leads --logs");
  }

  @Test
  void secretsThatAreMadeOtherwiseHaveNone() {
    assertThat(commands(Chart.notes("strimzi", Map.of())))
        .filteredOn(line -> line.contains("create secret") || line.contains("keyset create"))
        .isEmpty();
  }

  @Test
  void theReadmeHasTheLinesOfItsOwnValues() throws IOException {
    String readme = Files.readString(Chart.DIRECTORY.resolve("README.md"));
    List<String> printed =
        commands(
                Chart.notes(
                    "minimal", Map.of("database.owner.secret.name", "leadloop-database-owner")))
            .stream()
            .filter(line -> line.contains("create secret") || line.contains("keyset create"))
            .toList();
    assertThat(printed).hasSize(5).allSatisfy(line -> assertThat(readme).contains(line + "\n"));
  }

  /** The operator reads of a missing owner at each installation. */
  @Test
  void missingOwnerIsMentioned() {
    assertThat(Chart.notes("minimal", Map.of())).contains("can change the audit");
    assertThat(Chart.notes("production", Map.of())).doesNotContain("can change the audit");
  }

  private static List<String> commands(String notes) {
    return notes.lines().filter(line -> line.startsWith("  ")).map(String::strip).toList();
  }
}
