package io.leadloop.kafka.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.kafka.KafkaAccountsConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.lead.LeadId;
import io.leadloop.provider.Provider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Reads a lead's events on its provider's topic as the provider would, {@code read_committed}: by a
 * check account with the rights of the provider's, or as the gateway where it makes no accounts.
 */
@ApplicationScoped
public class TopicCheck {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** What reading may take beyond its time, with the account before and after it. */
  private static final Duration LONGER = Duration.ofMinutes(2);

  private final KafkaAccountsConfig accounts;
  private final CheckAccounts checkAccounts;
  private final KafkaAdmin kafka;

  TopicCheck(KafkaAccountsConfig accounts, CheckAccounts checkAccounts, KafkaAdmin kafka) {
    this.accounts = accounts;
    this.checkAccounts = checkAccounts;
    this.kafka = kafka;
  }

  /**
   * The types of the lead's events in the order of the topic, up to the first of one type, or until
   * the time is over. Fails as {@link KafkaAnswers} describes.
   *
   * @param lastType the CloudEvents type at which reading ends
   * @param since when the lead was made, which spares what the topic had before
   */
  public Uni<List<String>> typesUntil(
      String lastType, Provider provider, LeadId lead, Instant since, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    Reading reading =
        new Reading(provider.topic(), lastType, lead, since.minus(CLOCKS_DIFFER), end);
    if (accounts.accounts() == KafkaAccountsConfig.Accounts.EXTERNAL) {
      return kafka.ask(admin -> reading.withClients(AccountClients.ofGateway(kafka.connection())));
    }
    return checkAccounts.as(
        provider, within.plus(LONGER), (admin, clients) -> reading.withClients(clients));
  }

  /**
   * What is looked for, and for how long.
   *
   * @param end as {@link System#nanoTime} tells it
   */
  private record Reading(String topic, String lastType, LeadId lead, Instant since, long end) {
    /** A user that was just made is not known to every broker at once. */
    List<String> withClients(AccountClients clients) {
      while (true) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
          return read(consumer);
        } catch (AuthenticationException | AuthorizationException e) {
          if (isOver()) {
            throw e;
          }
          pause();
        }
      }
    }

    private List<String> read(Consumer<byte[], byte[]> consumer) {
      seek(consumer);
      List<String> types = new ArrayList<>();
      while (!types.contains(lastType) && !isOver()) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (header(record, "ce_subject").equals(lead.toString())) {
                    types.add(header(record, "ce_type"));
                  }
                });
      }
      return types;
    }

    private void seek(Consumer<byte[], byte[]> consumer) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> times =
          partitions.stream().collect(Collectors.toMap(p -> p, p -> since.toEpochMilli()));
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      partitions.forEach(
          p -> consumer.seek(p, found.get(p) == null ? ends.get(p) : found.get(p).offset()));
    }

    private boolean isOver() {
      return System.nanoTime() - end >= 0;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static void pause() {
      try {
        Thread.sleep(AGAIN_AFTER.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
