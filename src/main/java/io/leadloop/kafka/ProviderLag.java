package io.leadloop.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import io.leadloop.provider.Provider;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reports the consumer lag of each provider: {@code leadloop.provider.lag} by {@code provider}, the
 * records that its consumer groups have not committed, summed over groups. Providers choose group
 * names, so these are no labels, and the number of groups per provider is bounded. A group belongs
 * to the provider whose slug and a dot prefix its name. Nothing is reported if the gateway's
 * account may not describe the groups. Every replica reports the same.
 */
@ApplicationScoped
public class ProviderLag {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  static final int MAX_GROUPS_PER_PROVIDER = 20;

  private static final String PROVIDERS = "select slug from provider";

  private final Pool pool;
  private final KafkaAdmin kafka;
  private final MultiGauge lags;
  private volatile Map<String, Long> latest = Map.of();

  ProviderLag(Pool pool, KafkaAdmin kafka, MeterRegistry metrics) {
    this.pool = pool;
    this.kafka = kafka;
    this.lags =
        MultiGauge.builder("leadloop.provider.lag")
            .description("Events on a provider's topic that its consumer groups have not committed")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("show the providers' lag", this::refresh, INTERVAL);
  }

  /** Queries Kafka; returns the delay until the next refresh. */
  public Uni<Duration> refresh() {
    return pool.query(PROVIDERS)
        .execute()
        .map(rows -> Set.copyOf(Batch.list(rows, row -> row.getString("slug"))))
        .chain(providers -> kafka.call(admin -> lags(admin, providers)))
        .invoke(this::show)
        .replaceWith(INTERVAL);
  }

  /** Of one provider, as of the last minute; empty if it has no consumer group that is seen. */
  public Optional<Long> latest(String slug) {
    return Optional.ofNullable(latest.get(slug));
  }

  private void show(Map<String, Long> providers) {
    latest = Map.copyOf(providers);
    lags.register(
        providers.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                provider ->
                    MultiGauge.Row.of(Tags.of("provider", provider.getKey()), provider.getValue()))
            .toList(),
        true);
  }

  private static Map<String, Long> lags(Admin admin, Set<String> providers) {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        chosen(groupIds(admin), providers).stream()
            .collect(toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        KafkaAnswers.get(admin.listConsumerGroupOffsets(groups).all());
    Map<TopicPartition, Long> ends = ends(admin, committed);
    return committed.entrySet().stream()
        .collect(
            groupingBy(
                group -> slug(group.getKey()),
                summingLong(group -> lag(group.getKey(), group.getValue(), ends))));
  }

  private static List<String> groupIds(Admin admin) {
    return KafkaAnswers.get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
        .map(GroupListing::groupId)
        .toList();
  }

  /** Each provider's first groups by name. */
  static List<String> chosen(Collection<String> groups, Set<String> providers) {
    return groups.stream()
        .filter(group -> group.indexOf('.') > 0 && providers.contains(slug(group)))
        .sorted()
        .collect(groupingBy(ProviderLag::slug))
        .values()
        .stream()
        .flatMap(ofAProvider -> ofAProvider.stream().limit(MAX_GROUPS_PER_PROVIDER))
        .toList();
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    Map<TopicPartition, OffsetSpec> partitions =
        committed.entrySet().stream()
            .flatMap(
                group ->
                    group.getValue().keySet().stream().filter(p -> belongsTo(group.getKey(), p)))
            .distinct()
            .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return KafkaAnswers.get(admin.listOffsets(partitions).all()).entrySet().stream()
        .collect(toMap(Entry::getKey, end -> end.getValue().offset()));
  }

  private static long lag(
      String group,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends) {
    return committed.entrySet().stream()
        .filter(offset -> belongsTo(group, offset.getKey()) && offset.getValue() != null)
        .mapToLong(offset -> Math.max(0, ends.get(offset.getKey()) - offset.getValue().offset()))
        .sum();
  }

  private static boolean belongsTo(String group, TopicPartition partition) {
    return partition.topic().equals(Provider.topicOf(slug(group)));
  }

  private static String slug(String group) {
    return group.substring(0, group.indexOf('.'));
  }
}
