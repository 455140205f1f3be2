package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every object that the chart makes, whatever its values are. */
class ChartTest {
  private static final Map<String, Class<? extends HasMetadata>> KUBERNETES =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "HTTPRoute", HTTPRoute.class,
          "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "Ingress", Ingress.class,
          "NetworkPolicy", NetworkPolicy.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "Service", Service.class,
          "ServiceAccount", ServiceAccount.class);
  private static final Set<String> EXTENSIONS =
      Set.of("ServiceMonitor", "ExternalSecret", "KafkaTopic", "KafkaUser");

  private static final Pattern SECRET =
      Pattern.compile("password|secret|jaas|bootstrap.key|token", Pattern.CASE_INSENSITIVE);
  private static final Pattern LAST_WORD = Pattern.compile("(?<parent>.+)(?<word>\\.[^.]+)");

  @Test
  void helmsLinterFindsNothing() {
    LintResult result = Chart.lint();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "strimzi"})
  void everyObjectIsValidForKubernetes(String values) {
    List<JsonNode> objects = Chart.render(values).objects();
    for (JsonNode object : objects) {
      String kind = object.get("kind").asText();
      if (!EXTENSIONS.contains(kind)) {
        HasMetadata read = RenderedChart.read(object, KUBERNETES.get(kind));
        assertThat(read.getApiVersion()).isEqualTo(object.get("apiVersion").asText());
      }
    }
    assertThat(objects.stream().map(ChartTest::identity)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "strimzi"})
  void everyObjectIsLabelledAsThisReleases(String values) {
    assertThat(Chart.render(values).objects())
        .allSatisfy(
            object -> {
              JsonNode labels = object.at("/metadata/labels");
              assertThat(labels.path("app.kubernetes.io/name").asText()).isEqualTo("leadloop");
              assertThat(labels.path("app.kubernetes.io/instance").asText())
                  .isEqualTo(Chart.RELEASE);
              assertThat(labels.path("app.kubernetes.io/managed-by").asText()).isEqualTo("Helm");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "strimzi"})
  void noSecretIsInClearText(String values) {
    RenderedChart chart = Chart.render(values);
    assertThat(chart.settings())
        .noneMatch(line -> SECRET.matcher(line.substring(0, line.indexOf('='))).find());
    assertThat(chart.container().getEnv())
        .filteredOn(variable -> variable.getValue() != null)
        .extracting(EnvVar::getName)
        .noneMatch(name -> SECRET.matcher(name).find());
    assertThat(chart.all("Secret")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "strimzi"})
  void everySettingIsDocumented(String values) throws IOException {
    RenderedChart chart = Chart.render(values);
    List<String> documented = new ArrayList<>();
    for (String page : List.of("operator/guide.md", "configuration.md")) {
      documented.addAll(Files.readAllLines(Path.of("src/docs", page)));
    }
    assertThat(chart.settings())
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .filteredOn(key -> !key.startsWith("kafka."))
        .allMatch(key -> documented.stream().anyMatch(line -> names(line, key)), "is documented");
  }

  /** Some lines name what many settings have in common only once. */
  private static boolean names(String line, String key) {
    var parts = LAST_WORD.matcher(key);
    return line.contains("`" + key + "`")
        || (parts.matches()
            && line.contains("`" + parts.group("word") + "`")
            && line.contains("`" + parts.group("parent")));
  }

  private static String identity(JsonNode object) {
    return object.get("kind").asText() + "/" + object.at("/metadata/name").asText();
  }
}
