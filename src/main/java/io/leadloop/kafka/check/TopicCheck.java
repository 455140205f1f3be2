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
import org.apache.kafka.common.errors.RetriableException;

/**
 * Reads a lead's events from the provider's topic as the provider would, {@code read_committed}:
 * with a check account that has the provider's rights, or as the gateway if accounts are external.
 */
@ApplicationScoped
public class TopicCheck {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

  /** Allowance for creating and retiring the account. */
  private static final Duration ACCOUNT_ALLOWANCE = Duration.ofMinutes(2);

  private final KafkaAccountsConfig accounts;
  private final CheckAccounts checkAccounts;
  private final KafkaAdmin kafka;

  TopicCheck(KafkaAccountsConfig accounts, CheckAccounts checkAccounts, KafkaAdmin kafka) {
    this.accounts = accounts;
    this.checkAccounts = checkAccounts;
    this.kafka = kafka;
  }

  /**
   * The types of the lead's events in topic order, up to the first of {@code lastType} or until the
   * time is over. Fails as described in {@link KafkaAnswers}.
   *
   * @param lastType the CloudEvents type at which reading ends
   * @param since when the lead was created; earlier records are skipped
   */
  public Uni<List<String>> typesUntil(
      String lastType, Provider provider, LeadId lead, Instant since, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    Reading reading =
        new Reading(provider.topic(), lastType, lead, since.minus(MAX_CLOCK_SKEW), end);
    if (accounts.accounts() == KafkaAccountsConfig.Accounts.EXTERNAL) {
      return kafka.call(admin -> reading.withClients(AccountClients.ofGateway(kafka.connection())));
    }
    return checkAccounts.as(
        provider, within.plus(ACCOUNT_ALLOWANCE), (admin, clients) -> reading.withClients(clients));
  }

  /**
   * What to look for, and until when.
   *
   * @param end compared with {@link System#nanoTime}
   */
  private record Reading(String topic, String lastType, LeadId lead, Instant since, long end) {
    /** A new user takes time to reach every broker, and a busy broker takes time to answer. */
    List<String> withClients(AccountClients clients) {
      while (true) {
        try (Consumer<String, byte[]> consumer = clients.consumer()) {
          return read(consumer);
        } catch (AuthenticationException | AuthorizationException | RetriableException e) {
          if (isOver()) {
            throw e;
          }
          pause();
        }
      }
    }

    private List<String> read(Consumer<String, byte[]> consumer) {
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

    private void seek(Consumer<String, byte[]> consumer) {
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

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static void pause() {
      try {
        Thread.sleep(RETRY_AFTER.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
