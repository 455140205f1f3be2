package io.leadloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sends callbacks and records which were answered with 200 and which were published on the topic.
 * Each is identified by its amount, which its event repeats.
 */
public final class CallbackLedger implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final int CALLERS = 6;
  private static final AtomicLong SERIAL = new AtomicLong();

  private final Map<String, Object> kafka;
  private final String topic;
  private final List<String> gateways;
  private final List<String> addresses;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Long> sent = ConcurrentHashMap.newKeySet();
  private final Set<Integer> otherAnswers = ConcurrentHashMap.newKeySet();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param kafka the login for reading the topic, a {@link KafkaLogin}
   * @param topic the topic of the leads' events
   * @param gateways that are called in turn
   * @param addresses the callback paths of the leads
   */
  public CallbackLedger(
      Map<String, Object> kafka, String topic, List<String> gateways, List<String> addresses) {
    this.kafka = kafka;
    this.topic = topic;
    this.gateways = new CopyOnWriteArrayList<>(gateways);
    this.addresses = addresses;
  }

  /** Sends callbacks on several connections until stopped. */
  public void startCalling() {
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(this::callUntilStopped, "caller-" + i);
      caller.start();
      callers.add(caller);
    }
  }

  public void stopCalling() throws InterruptedException {
    stopped = true;
    for (Thread caller : callers) {
      caller.join();
    }
  }

  /** Adds a gateway to call, which may stop at any time. */
  public void alsoCall(String gateway) {
    gateways.add(gateway);
  }

  /** No longer calls a gateway. */
  public void forget(String gateway) {
    gateways.remove(gateway);
  }

  /** Sends concurrent callbacks of the first lead. */
  public void callOneLeadAtOnce(int callbacks) {
    List<CompletableFuture<Void>> calls =
        IntStream.range(0, callbacks)
            .mapToObj(i -> call(gateways.get(i % gateways.size()), addresses.get(0)))
            .toList();
    calls.forEach(CompletableFuture::join);
  }

  /** Sends each lead so many callbacks, over the gateways in turn; completes with the last one. */
  public CompletableFuture<Void> callEach(int times) {
    return CompletableFuture.allOf(
        IntStream.range(0, times * addresses.size())
            .mapToObj(
                i ->
                    call(
                        gateways.get(i % gateways.size()),
                        addresses.get(i / gateways.size() % addresses.size())))
            .toArray(CompletableFuture[]::new));
  }

  /** The number of callbacks answered with 200. */
  public long acknowledged() {
    return acknowledged.size();
  }

  /**
   * Every acknowledged callback was published once, everything published was sent, and each lead's
   * sequence has no gaps.
   */
  public void assertBalanced(Duration within) {
    assertThat(otherAnswers).as("answers but 200 and 503").isEmpty();
    try (TopicReader reader = new TopicReader(kafka, topic)) {
      List<ConsumerRecord<String, String>> records =
          reader.readUntil(read -> amounts(read).containsAll(acknowledged), within);
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      records = reader.readUntil(read -> true, within);

      List<Long> amounts = amountsOf(records).stream().filter(sent::contains).toList();
      assertThat(amounts).doesNotHaveDuplicates().containsAll(acknowledged);
      assertInSequence(records);
    }
  }

  private static void assertInSequence(List<ConsumerRecord<String, String>> records) {
    Map<String, Integer> last = new HashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      int sequence = Integer.parseInt(TopicReader.header(record, "ce_sequence"));
      assertThat(sequence)
          .as("sequence of lead %s", record.key())
          .isEqualTo(last.getOrDefault(record.key(), 0) + 1);
      last.put(record.key(), sequence);
    }
  }

  private void callUntilStopped() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (!stopped) {
      String gateway = gateways.get(random.nextInt(gateways.size()));
      String address = addresses.get(random.nextInt(addresses.size()));
      call(gateway, address).join();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes when answered or failed; a stopped gateway is not a failure. */
  private CompletableFuture<Void> call(String gateway, String address) {
    long serial = SERIAL.incrementAndGet();
    sent.add(serial);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + address))
            .timeout(LONGEST_CALL)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"status\":\"En cours\",\"amount\":%d}".formatted(serial)))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle(
            (answer, failure) -> {
              if (answer != null && answer.statusCode() == 200) {
                acknowledged.add(serial);
              } else if (answer != null && answer.statusCode() != 503) {
                otherAnswers.add(answer.statusCode());
              }
              return null;
            });
  }

  private static Set<Long> amounts(List<ConsumerRecord<String, String>> records) {
    return Set.copyOf(amountsOf(records));
  }

  private static List<Long> amountsOf(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .map(CallbackLedger::json)
        .filter(event -> event.has("amount"))
        .map(event -> event.get("amount").asLong())
        .toList();
  }

  private static JsonNode json(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stopped = true;
  }
}
