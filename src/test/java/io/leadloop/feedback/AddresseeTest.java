package io.leadloop.feedback;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random providers that share customers and use each other's references: whatever Oplead reports,
 * and in whichever order, each provider's topic has its own leads, all of them, and no other.
 */
@GatewayTest
class AddresseeTest {
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @RepeatedTest(3)
  void noRecordIsEverOnAForeignTopic() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<CalledBackLead> leads = leads(random);
    Map<String, Integer> callbacks = callBack(leads, random);

    leads.stream()
        .collect(groupingBy(CalledBackLead::topic))
        .forEach(
            (topic, own) -> {
              // Each lead's forwarded, and a status for each of its callbacks.
              int expected = own.stream().mapToInt(l -> callbacks.get(l.id()) + 1).sum();
              List<ConsumerRecord<String, String>> records =
                  TopicReader.readExactly(kafka, topic, expected);
              assertThat(records.stream().map(ConsumerRecord::key).collect(toSet()))
                  .as("seed %d", seed)
                  .isEqualTo(own.stream().map(CalledBackLead::id).collect(toSet()));
              records.stream()
                  .collect(groupingBy(ConsumerRecord::key))
                  .forEach((lead, events) -> assertInSequence(events, seed));
            });
  }

  private List<CalledBackLead> leads(Random random) {
    Onboarding.Pair first = onboarding.providerWithCustomer();
    List<Onboarding.Pair> providers = new ArrayList<>(List.of(first));
    int others = 1 + random.nextInt(4);
    for (int i = 0; i < others; i++) {
      providers.add(
          random.nextBoolean()
              ? onboarding.providerFor(first.customer())
              : onboarding.providerWithCustomer());
    }
    int references = 1 + random.nextInt(4);
    return providers.stream()
        .flatMap(
            provider ->
                IntStream.range(0, references)
                    .mapToObj(i -> CalledBackLead.submit(provider, "LP-" + i, tokens)))
        .toList();
  }

  /** How often each lead was called back, at least once. */
  private static Map<String, Integer> callBack(List<CalledBackLead> leads, Random random) {
    List<CalledBackLead> calls = new ArrayList<>(leads);
    random.ints(3L * leads.size(), 0, leads.size()).forEach(i -> calls.add(leads.get(i)));
    Collections.shuffle(calls, random);
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).callBack("{\"status\":\"status %d\"}".formatted(i));
    }
    return calls.stream().collect(Collectors.toMap(CalledBackLead::id, call -> 1, Integer::sum));
  }

  private static void assertInSequence(List<ConsumerRecord<String, String>> events, long seed) {
    assertThat(events)
        .as("seed %d", seed)
        .extracting(event -> TopicReader.header(event, "ce_sequence"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, events.size()).mapToObj(Integer::toString).toList());
  }
}
