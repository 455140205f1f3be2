package io.leadloop.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * Who hands leads in: a site, a network, a manufacturer. An update writes what changed and no more,
 * so that two at a time do not undo each other.
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

  /** One that is not stored yet, to ask what will follow from its slug. */
  public static Provider toBe(String slug, String name) {
    return new Provider(new ProviderId(new UUID(0, 0)), slug, name);
  }

  public ProviderId id() {
    return new ProviderId(id);
  }

  public String slug() {
    return slug;
  }

  /** The name that Oplead shows beside each lead. */
  public String name() {
    return name;
  }

  /** Leads that it may hand in within a minute; empty where the configured default holds. */
  public OptionalInt leadsPerMinute() {
    return optional(leadsPerMinute);
  }

  /** Leads that it may hand in at once; empty where the configured default holds. */
  public OptionalInt burst() {
    return optional(burst);
  }

  /** Whether its keys are refused. */
  public boolean disabled() {
    return disabledAt != null;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** The topic that brings this provider its feedback. */
  public String topic() {
    return topicOf(slug);
  }

  /** The status topic of the provider with that slug. */
  public static String topicOf(String slug) {
    return "leadloop.status." + slug;
  }

  /** How the names of this provider's consumer groups begin. */
  public String groupPrefix() {
    return groupPrefixOf(slug);
  }

  /**
   * The same for the provider with that slug. No slug has a dot, so none of these is the beginning
   * of another's.
   */
  public static String groupPrefixOf(String slug) {
    return slug + ".";
  }

  void keepKafkaPassword(byte[] sealed) {
    this.kafkaPassword = sealed;
  }

  /** Changes what is not null. */
  void change(String name, Integer leadsPerMinute, Integer burst) {
    this.name = name == null ? this.name : name;
    this.leadsPerMinute = leadsPerMinute == null ? this.leadsPerMinute : leadsPerMinute;
    this.burst = burst == null ? this.burst : burst;
  }

  /**
   * @param since null for not any more
   */
  void disable(Instant since) {
    this.disabledAt = since;
  }

  private static OptionalInt optional(Integer limit) {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }
}
