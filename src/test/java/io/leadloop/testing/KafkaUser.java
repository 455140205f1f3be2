package io.leadloop.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka client with a login; denied operations throw Kafka's exceptions. */
public final class KafkaUser {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> login;

  /**
   * @param login a {@link KafkaLogin}
   */
  public KafkaUser(Map<String, Object> login) {
    this.login = new HashMap<>(login);
    this.login.remove("group.id");
  }

  /** Reads a topic from its beginning as the only member of a group, and commits. */
  public List<String> read(String topic, String group) {
    try (KafkaConsumer<String, String> consumer = consumer(Map.of("group.id", group))) {
      consumer.subscribe(List.of(topic));
      List<String> values = new ArrayList<>();
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                consumer.poll(POLL).forEach(record -> values.add(record.value()));
                return !consumer.assignment().isEmpty();
              });
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(POLL).forEach(record -> values.add(record.value()));
      }
      consumer.commitSync();
      return values;
    }
  }

  /** Reads briefly after an action. */
  public void readOnAfter(Runnable deed, String topic, String group) {
    try (KafkaConsumer<String, String> consumer = consumer(Map.of("group.id", group))) {
      consumer.subscribe(List.of(topic));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(POLL);
      }
      // A consumer that knows its positions has every connection that it reads by.
      consumer.assignment().forEach(consumer::position);
      deed.run();
      long end = System.nanoTime() + MOMENT.toNanos();
      while (System.nanoTime() < end) {
        consumer.poll(POLL);
      }
    }
  }

  /** Reads one partition of a topic briefly, without a group. */
  public void peek(String topic) {
    try (KafkaConsumer<String, String> consumer = consumer(Map.of())) {
      List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
      consumer.assign(first);
      consumer.seekToBeginning(first);
      long end = System.nanoTime() + MOMENT.toNanos();
      while (System.nanoTime() < end && consumer.poll(POLL).isEmpty()) {}
    }
  }

  /** Writes one record. */
  public void write(String topic, String value) {
    write(topic, value, Map.of("enable.idempotence", false));
  }

  /** Writes with these producer settings, in a transaction if they name one. */
  public void write(String topic, String value, Map<String, Object> settings) {
    Map<String, Object> all = with(settings);
    all.put("max.block.ms", 30_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(all, new StringSerializer(), new StringSerializer())) {
      if (all.containsKey("transactional.id")) {
        producer.initTransactions();
      }
      answer(producer.send(new ProducerRecord<>(topic, value)));
    } catch (KafkaException e) {
      // Earlier background failures are wrapped.
      throw e.getCause() instanceof ApiException refusal ? refusal : e;
    }
  }

  /** Calls Kafka's admin client. */
  public <T> T admin(Function<Admin, KafkaFuture<T>> question) {
    try (Admin admin = Admin.create(login)) {
      return answer(question.apply(admin));
    }
  }

  /** All visible topics, including internal ones. */
  public Set<String> topics() {
    return admin(admin -> admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
  }

  /** All visible consumer groups. */
  public List<String> groups() {
    return admin(admin -> admin.listGroups().all()).stream().map(GroupListing::groupId).toList();
  }

  /** All SCRAM users. */
  public List<String> users() {
    return admin(admin -> admin.describeUserScramCredentials().users());
  }

  /** All ACLs. */
  public List<AclBinding> rights() {
    return List.copyOf(admin(admin -> admin.describeAcls(AclBindingFilter.ANY).values()));
  }

  /** Whether Kafka accepts the login. */
  public boolean isLetIn() {
    try {
      topics();
      return true;
    } catch (AuthenticationException e) {
      return false;
    }
  }

  /** Waits until the gateway's changes have reached Kafka's brokers. */
  public KafkaUser onceItMayRead(String topic, String group) {
    // Each log-in takes thousands of hashes.
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(WITHIN)
        .ignoreExceptionsMatching(
            e -> e instanceof AuthenticationException || e instanceof AuthorizationException)
        .until(() -> read(topic, group) != null);
    return this;
  }

  private KafkaConsumer<String, String> consumer(Map<String, Object> settings) {
    Map<String, Object> all = with(settings);
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", false);
    return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
  }

  private Map<String, Object> with(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(login);
    all.putAll(settings);
    return all;
  }

  private static <T> T answer(java.util.concurrent.Future<T> future) {
    try {
      return future.get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
