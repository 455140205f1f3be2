package io.leadloop.kafka.check;

import io.leadloop.kafka.KafkaAnswers;
import io.leadloop.provider.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Probes with Kafka clients what a provider's account may and may not do. Each step ends within
 * seconds, reports its failure as its result and writes no record.
 */
final class AccountProbe {
  /** Attempts before an unexpected refusal is reported, and the delay between them. */
  private static final int TRIES = 10;

  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /** Limit of unexpected names in a result. */
  private static final int MAX_SHOWN = 10;

  private final AccountClients clients;
  private final AccountReader reader;
  private final Provider provider;
  private final List<String> groups = new ArrayList<>();

  AccountProbe(AccountClients clients, Provider provider) {
    this.clients = clients;
    this.reader = new AccountReader(clients);
    this.provider = provider;
  }

  /** The consumer groups used by the steps, which Kafka may keep for a while. */
  List<String> groups() {
    return groups;
  }

  /**
   * Reads the topic in a group and commits. Refusals are retried for a while, because a new account
   * takes time to reach every broker.
   */
  AccountStep readsOwnTopic() {
    String name = "reads-own-topic";
    String group = newGroup(provider.groupPrefix());
    return step(
        name,
        () -> {
          for (int tries = 1; ; tries++) {
            try {
              int records = reader.readInGroup(provider.topic(), group);
              return AccountStep.passed(
                  name,
                  "it read %d records of %s in the group %s"
                      .formatted(records, provider.topic(), group));
            } catch (AuthenticationException | AuthorizationException e) {
              if (tries == TRIES) {
                return AccountStep.failed(name, "it was denied: " + e.getMessage());
              }
              pause();
            }
          }
        });
  }

  /** Tries to read a topic of another owner. */
  AccountStep isRefused(String name, String topic) {
    return step(
        name,
        () -> {
          try {
            reader.readAlone(topic);
            return AccountStep.failed(name, "it could read the topic " + topic);
          } catch (TopicAuthorizationException e) {
            return AccountStep.passed(name, "it was denied the topic " + topic);
          }
        });
  }

  /** Tries to write to its own topic, unless Kafka reports that writing is allowed. */
  AccountStep isRefusedWriting() {
    String name = "refused-writing";
    String topic = provider.topic();
    return step(
        name,
        () -> {
          if (allowedOnOwnTopic().contains(AclOperation.WRITE)) {
            return AccountStep.failed(name, "it is allowed to write to " + topic);
          }
          try (Producer<String, byte[]> producer = clients.producer()) {
            KafkaAnswers.get(producer.send(new ProducerRecord<>(topic, new byte[0])));
            return AccountStep.failed(name, "it wrote to " + topic);
          } catch (TopicAuthorizationException e) {
            return AccountStep.passed(name, "it may not write to " + topic);
          }
        });
  }

  /**
   * Tries to join a new group with a foreign name and to describe one that is in use.
   *
   * @param prefix prefix of the new group's name
   */
  AccountStep isRefusedGroups(String prefix, String inUse) {
    String name = "refused-foreign-group";
    String group = newGroup(prefix);
    return step(
        name,
        () -> {
          try {
            reader.readInGroup(provider.topic(), group);
            return AccountStep.failed(name, "it joined the group " + group);
          } catch (GroupAuthorizationException e) {
            return canDescribe(inUse)
                ? AccountStep.failed(name, "it can describe the group " + inUse)
                : AccountStep.passed(
                    name, "it was denied the groups %s and %s".formatted(group, inUse));
          }
        });
  }

  /** Lists all topics and groups. */
  AccountStep listsOwnTopicOnly() {
    String name = "lists-own-topic-only";
    String own = provider.topic();
    return step(
        name,
        () -> {
          try (Admin admin = clients.admin()) {
            Set<String> topics = topics(admin);
            List<String> foreign =
                Stream.concat(topics.stream().filter(t -> !t.equals(own)), foreignGroups(admin))
                    .limit(MAX_SHOWN)
                    .toList();
            if (!foreign.isEmpty()) {
              return AccountStep.failed(name, "it sees other topics or groups: " + foreign);
            }
            return topics.isEmpty()
                ? AccountStep.failed(name, "it does not see the topic " + own)
                : AccountStep.passed(name, "it sees the topic " + own + " and no other");
          }
        });
  }

  private static Set<String> topics(Admin admin) {
    return KafkaAnswers.get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
  }

  private Stream<String> foreignGroups(Admin admin) {
    return KafkaAnswers.get(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> !group.startsWith(provider.groupPrefix()));
  }

  private Collection<AclOperation> allowedOnOwnTopic() {
    DescribeTopicsOptions withRights =
        new DescribeTopicsOptions().includeAuthorizedOperations(true);
    List<String> own = List.of(provider.topic());
    try (Admin admin = clients.admin()) {
      return KafkaAnswers.get(admin.describeTopics(own, withRights).allTopicNames())
          .get(provider.topic())
          .authorizedOperations();
    } catch (TopicAuthorizationException e) {
      return Set.of();
    }
  }

  private boolean canDescribe(String group) {
    try (Admin admin = clients.admin()) {
      KafkaAnswers.get(admin.describeConsumerGroups(List.of(group)).all());
      return true;
    } catch (GroupAuthorizationException e) {
      return false;
    }
  }

  private String newGroup(String prefix) {
    String group = prefix + "check-" + UUID.randomUUID();
    groups.add(group);
    return group;
  }

  private static AccountStep step(String name, Supplier<AccountStep> attempt) {
    long start = System.nanoTime();
    try {
      return attempt.get().since(start);
    } catch (RuntimeException e) {
      return AccountStep.failed(name, "it failed: " + e).since(start);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_AFTER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
