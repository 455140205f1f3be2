package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.ProfileReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the objects of an installation with everything on find each other. */
class ChartWiringTest {
  private static final String NAME = "edge-leadloop";
  private static final String CALLBACKS = NAME + "-callbacks";
  private static final int HTTP = 8080;
  private static final int MANAGEMENT = 9000;

  private static RenderedChart chart;
  private static Map<String, String> podLabels;

  @BeforeAll
  static void render() {
    chart = Chart.render("production");
    podLabels = chart.deployment().getSpec().getTemplate().getMetadata().getLabels();
  }

  @Test
  void everySelectorFindsThePods() {
    PodSpec pod = chart.deployment().getSpec().getTemplate().getSpec();
    List<Map<String, String>> selectors =
        Stream.of(
                Stream.of(
                    chart.deployment().getSpec().getSelector().getMatchLabels(),
                    chart.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels(),
                    chart.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels()),
                chart.all(Service.class).map(service -> service.getSpec().getSelector()),
                pod.getTopologySpreadConstraints().stream()
                    .map(TopologySpreadConstraint::getLabelSelector)
                    .map(selector -> selector.getMatchLabels()))
            .flatMap(selector -> selector)
            .toList();
    assertThat(selectors)
        .hasSize(8)
        .allSatisfy(selector -> assertThat(podLabels).containsAllEntriesOf(selector))
        .allSatisfy(selector -> assertThat(selector).containsKey("app.kubernetes.io/instance"));
  }

  @Test
  void theApiProfileIsReadWhereItIsMounted() {
    String directory = "/leadloop/config";
    assertThat(chart.container().getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().equals(directory))
        .extracting(VolumeMount::getName)
        .containsExactly("settings");
    assertThat(chart.settings())
        .contains("leadloop.oplead.profile=" + directory + "/oplead-profile.yaml");
    String yaml = chart.only(ConfigMap.class).getData().get("oplead-profile.yaml");
    OpleadProfile profile = new ProfileReader().corrected(yaml);
    assertThat(profile.callbacks().labels().get("won")).containsExactly("Gagné", "Signé");
    assertThat(profile.wire().leads().lookUpPath())
        .contains("/leads?provider_webhook_url={webhook}");
  }

  /** Helm reads numbers of the values as floats, or did in some versions. */
  @Test
  void numbersAreWrittenAsTheyWereGiven() {
    assertThat(chart.settings())
        .contains(
            "leadloop.forwarding.concurrency=256",
            "leadloop.feedback.max-bytes-under-way=20971520",
            "leadloop.feedback.breaker.failure-ratio=0.25");
  }

  @Test
  void namesOfSettingsMayHaveCapitals() {
    String header = "quarkus.http.header.\"Strict-Transport-Security\".value";
    assertThat(
            Chart.render(
                    "minimal", Map.of("settings." + header.replace(".", "\\."), "max-age=31536000"))
                .settings())
        .contains(header + "=max-age=31536000");
  }

  @Test
  void eachPortHasOneService() {
    Container container = chart.container();
    assertThat(container.getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(tuple("http", HTTP), tuple("management", MANAGEMENT));
    assertThat(chart.settings())
        .contains("quarkus.http.port=" + HTTP, "quarkus.management.port=" + MANAGEMENT);
    assertPort(chart.service(NAME), "http", HTTP);
    assertPort(chart.service(CALLBACKS), "http", HTTP);
    assertPort(chart.service(NAME + "-management"), "management", MANAGEMENT);
    assertThat(chart.only(NetworkPolicy.class).getSpec().getIngress())
        .hasSize(3)
        .extracting(ChartWiringTest::port)
        .containsExactly(HTTP, HTTP, MANAGEMENT);
  }

  private static void assertPort(Service service, String name, int port) {
    assertThat(service.getSpec().getPorts()).hasSize(1);
    ServicePort only = service.getSpec().getPorts().get(0);
    assertThat(only.getName()).isEqualTo(name);
    assertThat(only.getPort()).isEqualTo(port);
    assertThat(only.getTargetPort().getStrVal()).isEqualTo(name);
  }

  private static int port(NetworkPolicyIngressRule rule) {
    assertThat(rule.getFrom()).isNotEmpty();
    return rule.getPorts().get(0).getPort().getIntVal();
  }

  @Test
  void connectionsAreDrainedWithinTheGracePeriod() {
    assertThat(chart.settings()).contains("quarkus.shutdown.delay=5S");
    assertThat(chart.deployment().getSpec().getTemplate().getSpec())
        .extracting(PodSpec::getTerminationGracePeriodSeconds)
        .isEqualTo(65L);
  }

  @Test
  void probesAskTheManagementPort() {
    Container container = chart.container();
    assertProbe(container.getStartupProbe(), "/q/health/live");
    assertProbe(container.getLivenessProbe(), "/q/health/live");
    assertProbe(container.getReadinessProbe(), "/q/health/ready");
  }

  private static void assertProbe(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
  }

  @Test
  void theServiceMonitorReadsTheManagementServiceOnly() {
    JsonNode monitor = chart.all("ServiceMonitor").findFirst().orElseThrow();
    assertThat(monitor.at("/spec/endpoints/0/port").asText()).isEqualTo("management");
    assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/q/metrics");
    assertThat(monitor.at("/spec/namespaceSelector/matchNames/0").asText())
        .isEqualTo(Chart.NAMESPACE);
    JsonNode selector = monitor.at("/spec/selector/matchLabels");
    assertThat(chart.all(Service.class).map(Service::getMetadata))
        .filteredOn(service -> selects(selector, service))
        .extracting(ObjectMeta::getName)
        .containsExactly(NAME + "-management");
  }

  private static boolean selects(JsonNode selector, ObjectMeta metadata) {
    return selector.properties().stream()
        .allMatch(
            label -> label.getValue().asText().equals(metadata.getLabels().get(label.getKey())));
  }

  @Test
  void bothRoutesLeadTheSamePathsToTheSameServices() {
    HTTPRoute route = chart.only(HTTPRoute.class);
    assertThat(route.getSpec().getHostnames()).containsExactly("edge.example.com");
    assertThat(route.getSpec().getRules())
        .allMatch(rule -> rule.getBackendRefs().get(0).getPort().equals(HTTP));
    Map<String, String> routed =
        route.getSpec().getRules().stream()
            .collect(
                Collectors.toMap(
                    rule -> rule.getMatches().get(0).getPath().getValue(),
                    rule -> rule.getBackendRefs().get(0).getName()));

    List<HTTPIngressPath> paths = chart.all(Ingress.class).flatMap(ChartWiringTest::paths).toList();
    assertThat(paths)
        .allMatch(path -> path.getBackend().getService().getPort().getName().equals("http"));
    assertThat(
            paths.stream()
                .collect(
                    Collectors.toMap(
                        HTTPIngressPath::getPath,
                        path -> path.getBackend().getService().getName())))
        .containsEntry("/v1", NAME)
        .containsEntry("/callbacks", CALLBACKS)
        .isEqualTo(routed);
    assertThat(routed.keySet()).noneMatch(path -> path.startsWith("/admin") || path.equals("/"));
  }

  private static Stream<HTTPIngressPath> paths(Ingress ingress) {
    assertThat(ingress.getSpec().getRules().get(0).getHost()).isEqualTo("edge.example.com");
    return ingress.getSpec().getRules().get(0).getHttp().getPaths().stream();
  }

  /** Addresses of callbacks are secrets, which a controller may log. */
  @Test
  void callbacksHaveAnIngressWithAnnotationsOfTheirOwn() {
    String prefix = "nginx.ingress.kubernetes.io/";
    Map<String, Ingress> ingresses =
        chart
            .all(Ingress.class)
            .collect(Collectors.toMap(ingress -> ingress.getMetadata().getName(), i -> i));
    assertThat(ingresses).containsOnlyKeys(NAME, CALLBACKS);
    assertThat(ingresses.get(NAME).getMetadata().getAnnotations())
        .containsOnly(entry(prefix + "proxy-body-size", "0"), entry("example.com/team", "leads"));
    assertThat(ingresses.get(CALLBACKS).getMetadata().getAnnotations())
        .containsOnly(
            entry(prefix + "proxy-body-size", "0"),
            entry(prefix + "enable-access-log", "false"),
            entry("example.com/team", "edge"));
    assertThat(paths(ingresses.get(CALLBACKS)))
        .extracting(HTTPIngressPath::getPath)
        .containsExactly("/callbacks");
    assertThat(ingresses.values())
        .extracting(Ingress::getSpec)
        .allMatch(spec -> spec.getIngressClassName().equals("nginx"))
        .allMatch(spec -> spec.getTls().get(0).getSecretName().equals("leads-tls"));
  }

  /** Some controllers make a load balancer for each Ingress. */
  @Test
  void withoutAnnotationsForCallbacksThereIsOneIngress() {
    Ingress ingress =
        Chart.render("minimal", Map.of("ingress.enabled", "true")).only(Ingress.class);
    assertThat(ingress.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
        .extracting(HTTPIngressPath::getPath)
        .contains("/v1", "/callbacks");
  }

  @Test
  void onlyCallbacksReachAReplicaWithoutItsDatabase() {
    assertThat(chart.service(CALLBACKS).getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(chart.service(NAME).getSpec().getPublishNotReadyAddresses()).isNull();
  }

  @Test
  void withoutAHostOfItsOwnARouteHasThePublicUrls() {
    HTTPRoute route = Chart.render("strimzi").only(HTTPRoute.class);
    assertThat(route.getSpec().getHostnames()).containsExactly("leads.example.com");
  }

  @Test
  void atMostOneReplicaIsUnavailable() {
    HorizontalPodAutoscaler autoscaler = chart.only(HorizontalPodAutoscaler.class);
    assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
        .isEqualTo(chart.deployment().getMetadata().getName());
    assertThat(chart.deployment().getSpec().getReplicas()).as("the autoscaler's").isNull();
    assertThat(chart.container().getResources().getRequests()).containsKey("cpu");
    assertThat(autoscaler.getSpec().getMetrics())
        .extracting(MetricSpec::getType)
        .containsExactly("Resource", "External");
    assertThat(chart.only(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal())
        .isEqualTo(1)
        .isLessThan(autoscaler.getSpec().getMinReplicas());
  }

  /** Replicas without PostgreSQL are not ready, and take callbacks: a drain must leave them. */
  @Test
  void aDrainLeavesReplicasThatAreNotReady() {
    assertThat(chart.only(PodDisruptionBudget.class).getSpec().getUnhealthyPodEvictionPolicy())
        .isEqualTo("IfHealthyBudget");
  }

  @Test
  void withoutAnAutoscalerTheReplicasAreCounted() {
    RenderedChart minimal = Chart.render("minimal");
    assertThat(minimal.deployment().getSpec().getReplicas()).isEqualTo(2);
    assertThat(minimal.all(HorizontalPodAutoscaler.class)).isEmpty();
  }

  @Test
  void podHasNoPrivileges() {
    PodSpec pod = chart.deployment().getSpec().getTemplate().getSpec();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getServiceAccountName()).isEqualTo(NAME);
    var container = chart.container().getSecurityContext();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void podWritesBelowTmpOnlyAndEveryMountHasItsVolume() {
    PodSpec pod = chart.deployment().getSpec().getTemplate().getSpec();
    List<VolumeMount> mounts = chart.container().getVolumeMounts();
    assertThat(mounts)
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/tmp");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getEmptyDir() != null)
        .extracting(volume -> volume.getEmptyDir().getSizeLimit())
        .containsExactly(Quantity.parse("64Mi"));
    assertThat(chart.container().getResources().getLimits())
        .containsOnlyKeys("memory", "ephemeral-storage");
    assertThat(pod.getVolumes())
        .extracting(Volume::getName)
        .containsExactlyInAnyOrderElementsOf(mounts.stream().map(VolumeMount::getName).toList());
    assertThat(chart.settings())
        .contains(
            "leadloop.vault.keyset=/etc/leadloop/vault/keyset.json",
            "kafka.ssl.truststore.location=/etc/leadloop/kafka/ca.crt");
  }

  @Test
  void replicaServesUntilProxiesHaveRemovedIt() {
    long preStop = chart.container().getLifecycle().getPreStop().getSleep().getSeconds();
    assertThat(chart.deployment().getSpec().getTemplate().getSpec())
        .extracting(PodSpec::getTerminationGracePeriodSeconds)
        .satisfies(grace -> assertThat(grace).isGreaterThan(preStop));
    assertThat(chart.deployment().getSpec().getStrategy().getRollingUpdate())
        .extracting(update -> update.getMaxUnavailable().getIntVal())
        .isEqualTo(0);
  }

  @Test
  void changedSettingReplacesThePods() {
    assertThat(checksum(Map.of("settings.leadloop\\.lane\\.margin", "PT2S")))
        .isNotEqualTo(checksum(Map.of()))
        .isEqualTo(checksum(Map.of("settings.leadloop\\.lane\\.margin", "PT2S")));
    assertThat(checksum(Map.of("opleadProfile.callbacks.zone", "UTC")))
        .isNotEqualTo(checksum(Map.of()));
  }

  private static String checksum(Map<String, Object> changes) {
    return Chart.render("minimal", changes)
        .deployment()
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get("checksum/settings");
  }
}
