package io.leadloop.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * A lead provider: a site, a network, a manufacturer. An update writes only the changed columns, so
 * that concurrent updates do not overwrite each other.
 */
@Entity
@DynamicUpdate
@Table(name = "provider")
public class Provider {
  @Id private UUID id;

  private String slug;
  private String name;

  @Column(name = "leads_per_minute")
  private Integer leadsPerMinute;

  private Integer burst;

  @Column(name = "disabled_at")
  private Instant disabledAt;

  /** Sealed; read by {@link KafkaPasswords} only. */
  @Column(name = "kafka_password")
  private byte[] kafkaPassword;

  @Column(name = "archived_at")
  private Instant archivedAt;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  @UpdateTimestamp
  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Provider() {}

  Provider(ProviderId id, String slug, String name) {
    this.id = id.value();
    this.slug = slug;
    this.name = name;
  }

  /** A provider that is not stored yet, used to derive names from its slug. */
  public static Provider unsaved(String slug, String name) {
    return new Provider(new ProviderId(new UUID(0, 0)), slug, name);
  }

  public ProviderId id() {
    return new ProviderId(id);
  }

  public String slug() {
    return slug;
  }

  /** The name that Oplead shows with each lead. */
  public String name() {
    return name;
  }

  /** Leads per minute that it may submit; empty if the configured default applies. */
  public OptionalInt leadsPerMinute() {
    return optional(leadsPerMinute);
  }

  /** Leads that it may submit at once; empty if the configured default applies. */
  public OptionalInt burst() {
    return optional(burst);
  }

  /** Whether its keys are rejected. */
  public boolean disabled() {
    return disabledAt != null;
  }

  /** Since when its keys, account and grants are gone; empty if it is only disabled or neither. */
  public Optional<Instant> archivedAt() {
    return Optional.ofNullable(archivedAt);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** The topic on which this provider receives its feedback. */
  public String topic() {
    return topicOf(slug);
  }

  /** The status topic of the provider with this slug. */
  public static String topicOf(String slug) {
    return "leadloop.status." + slug;
  }

  /** The prefix of this provider's consumer group names. */
  public String groupPrefix() {
    return groupPrefixOf(slug);
  }

  /**
   * The consumer group prefix for a slug. Slugs have no dots, so no prefix is a prefix of
   * another's.
   */
  public static String groupPrefixOf(String slug) {
    return slug + ".";
  }

  void setKafkaPassword(byte[] sealed) {
    this.kafkaPassword = sealed;
  }

  /** Changes the fields that are not null. */
  void change(String name, Integer leadsPerMinute, Integer burst) {
    this.name = name == null ? this.name : name;
    this.leadsPerMinute = leadsPerMinute == null ? this.leadsPerMinute : leadsPerMinute;
    this.burst = burst == null ? this.burst : burst;
  }

  /**
   * @param since null to enable the provider again
   */
  void disable(Instant since) {
    this.disabledAt = since;
    this.archivedAt = since == null ? null : archivedAt;
  }

  void archive(Instant at) {
    disable(at);
    this.archivedAt = at;
  }

  private static OptionalInt optional(Integer limit) {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }
}
