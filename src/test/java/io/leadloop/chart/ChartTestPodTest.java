package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pod of {@code helm test}, whose script is run here against a listener on this machine. */
class ChartTestPodTest {
  private static final RenderedChart CHART = Chart.render("production");

  @TempDir static Path copy;
  private static Pod pod;

  private HttpServer gateway;
  private volatile int readiness = 200;

  @BeforeAll
  static void renderHooks() throws IOException {
    pod = Chart.hooks("production", copy).only(Pod.class);
  }

  @BeforeEach
  void listen() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/q/health/ready", () -> readiness);
    answer("/openapi", () -> 200);
    answer("/callbacks/", () -> 404);
    gateway.start();
  }

  private void answer(String path, IntSupplier status) {
    gateway.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status.getAsInt(), -1);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void passesWhereAReplicaIsReadyAndTheServicesLeadToIt() throws Exception {
    assertThat(run(Map.of())).isZero();
  }

  @Test
  void failsWithoutAReadyReplica() throws Exception {
    readiness = 503;
    assertThat(run(Map.of())).isNotZero();
  }

  @Test
  void failsWhereAServiceLeadsNowhere() throws Exception {
    assertThat(run(Map.of("CALLBACKS", "localhost/1"))).isNotZero();
  }

  @Test
  void asksTheServicesOfTheRelease() {
    List<String> services =
        CHART.all(Service.class).map(service -> service.getMetadata().getName()).toList();
    assertThat(container().getEnv())
        .extracting(EnvVar::getValue)
        .allMatch(address -> services.contains(address.substring(0, address.indexOf('/'))))
        .hasSameSizeAs(services);
  }

  @Test
  void isLetInButSelectedByNoService() {
    Map<String, String> labels = pod.getMetadata().getLabels();
    assertThat(CHART.all(Service.class))
        .allMatch(
            service -> !labels.entrySet().containsAll(service.getSpec().getSelector().entrySet()));
    assertThat(CHART.only(NetworkPolicy.class).getSpec().getIngress())
        .flatExtracting(rule -> rule.getFrom())
        .filteredOn(peer -> peer.getPodSelector() != null)
        .extracting(peer -> peer.getPodSelector().getMatchLabels())
        .anyMatch(selector -> labels.entrySet().containsAll(selector.entrySet()));
    assertThat(pod.getMetadata().getAnnotations()).containsEntry("copied/hook", "test");
  }

  private static Container container() {
    return pod.getSpec().getContainers().get(0);
  }

  /** Runs the container's command with its addresses on this machine; returns its exit status. */
  private int run(Map<String, String> changes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(container().getCommand());
    command.addAll(container().getArgs());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    container()
        .getEnv()
        .forEach(
            variable ->
                builder
                    .environment()
                    .put(variable.getName(), "localhost/" + gateway.getAddress().getPort()));
    builder.environment().putAll(changes);
    return builder.start().waitFor();
  }
}
