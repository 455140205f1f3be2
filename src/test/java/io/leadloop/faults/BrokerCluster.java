package io.leadloop.faults;

import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.ClusterBrokerMain;
import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.ChildProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;

/** Three brokers that replicate one another, each a process of its own whose data outlives it. */
final class BrokerCluster implements Brokers {
  static final int SIZE = 3;

  private static final Pattern READY = Pattern.compile(ClusterBrokerMain.READY + "(.+)\n");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ADMIN_SECONDS = 20;

  private final Path directory;
  private final String id = Uuid.randomUuid().toString();
  private final String password = UUID.randomUUID().toString();
  private final List<Integer> ports = freePorts();
  private final List<Integer> controllerPorts = freePorts();
  private final List<Proxy> network;
  private final ChildProcess[] processes = new ChildProcess[SIZE];
  private String jaas;

  private BrokerCluster(Vertx vertx, Path directory) {
    this.directory = directory;
    this.network = ports.stream().map(port -> Proxy.to(vertx, () -> List.of(port))).toList();
  }

  /** Starts all of them. */
  static BrokerCluster start(Vertx vertx, Path directory) {
    BrokerCluster cluster = new BrokerCluster(vertx, directory);
    try {
      IntStream.range(0, SIZE).forEach(cluster::launch);
      IntStream.range(0, SIZE).forEach(cluster::awaitStart);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Ends one as a power cut would. */
  void kill(int broker) {
    processes[broker].kill();
  }

  /** Stops one as an administrator does. */
  void stop(int broker) {
    processes[broker].close();
  }

  /** Starts brokers on what they had, and returns when they take requests. */
  void start(int... brokers) {
    IntStream.of(brokers).forEach(this::launch);
    IntStream.of(brokers).forEach(this::awaitStart);
  }

  /** Waits until every replica of every topic is in sync. */
  void awaitInSync() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                topics().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == partition.replicas().size()));
  }

  /** The topics, with the internal ones. */
  Map<String, TopicDescription> topics() {
    return ask(
        admin -> {
          Set<String> names =
              get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
          return get(admin.describeTopics(names).allTopicNames());
        });
  }

  /** What a topic's setting is, its own or the brokers'. */
  String setting(String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return ask(admin -> get(admin.describeConfigs(List.of(resource)).all()))
        .get(resource)
        .get(name)
        .value();
  }

  /** Makes another of its replicas the leader of every partition of a topic. */
  void moveLeaders(String topic) {
    awaitInSync();
    ask(
        admin -> {
          Map<TopicPartition, Optional<NewPartitionReassignment>> moved =
              get(admin.describeTopics(List.of(topic)).allTopicNames())
                  .get(topic)
                  .partitions()
                  .stream()
                  .collect(
                      Collectors.toMap(
                          partition -> new TopicPartition(topic, partition.partition()),
                          partition -> Optional.of(rotated(partition))));
          get(admin.alterPartitionReassignments(moved).all());
          await().atMost(PATIENCE).ignoreExceptions().until(() -> lead(admin, topic, moved));
          return moved;
        });
  }

  /** Has the first replicas elected, and returns whether all of them lead. */
  private static boolean lead(
      Admin admin, String topic, Map<TopicPartition, Optional<NewPartitionReassignment>> moved) {
    Map<Integer, Integer> leaders =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    TopicPartitionInfo::partition, partition -> partition.leader().id()));
    Set<TopicPartition> others =
        moved.keySet().stream()
            .filter(
                partition ->
                    !leaders
                        .get(partition.partition())
                        .equals(moved.get(partition).orElseThrow().targetReplicas().get(0)))
            .collect(Collectors.toSet());
    if (!others.isEmpty()) {
      get(admin.electLeaders(ElectionType.PREFERRED, others).partitions());
    }
    return others.isEmpty();
  }

  /** The next after the leader is preferred then. */
  private static NewPartitionReassignment rotated(TopicPartitionInfo partition) {
    List<Integer> replicas = new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
    Collections.rotate(replicas, -1 - replicas.indexOf(partition.leader().id()));
    return new NewPartitionReassignment(replicas);
  }

  private <T> T ask(Function<Admin, T> question) {
    try (Admin admin = Admin.create(login())) {
      return question.apply(admin);
    }
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> settings() {
    return BrokerProcess.settings(
        network.stream().map(proxy -> "localhost:" + proxy.port()).collect(Collectors.joining(",")),
        jaas);
  }

  @Override
  public List<Proxy> network() {
    return network;
  }

  private void launch(int broker) {
    processes[broker] =
        ChildProcess.main(
            BrokerProcess.QUICK_TO_START,
            ClusterBrokerMain.class,
            List.of(
                directory.resolve("broker-" + broker).toString(),
                Integer.toString(broker + 1),
                id,
                password,
                voters(),
                Integer.toString(controllerPorts.get(broker)),
                Integer.toString(ports.get(broker)),
                Integer.toString(network.get(broker).port())),
            directory,
            "broker-" + broker);
  }

  private void awaitStart(int broker) {
    jaas = processes[broker].awaitOutput(READY).group(1);
  }

  private String voters() {
    return IntStream.range(0, SIZE)
        .mapToObj(broker -> (broker + 1) + "@localhost:" + controllerPorts.get(broker))
        .collect(Collectors.joining(","));
  }

  private static List<Integer> freePorts() {
    return IntStream.range(0, SIZE).mapToObj(any -> LoopbackPort.free()).toList();
  }

  @Override
  public void close() {
    network.forEach(Proxy::close);
    for (ChildProcess process : processes) {
      if (process != null) {
        process.kill();
      }
    }
  }
}
