package io.leadloop.access.key;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.vault.ApiKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;

/**
 * An administrator's stored {@link ApiKey}: enough to verify it, not to reconstruct it. An update
 * writes only the changed columns, so that recording a use cannot undo a concurrent revocation.
 */
@Entity
@DynamicUpdate
@Table(name = "administrator_key")
public class AdministratorKey {
  private static final Duration RECORDED_EVERY = Duration.ofMinutes(1);
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @Id private UUID id;

  private String name;

  private String role;

  @Column(name = "public_id")
  private String publicId;

  @Column(name = "secret_sha256")
  private byte[] secretSha256;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  protected AdministratorKey() {}

  AdministratorKey(Administrator holder, ApiKey key, Instant expiresAt) {
    this.id = IDS.generate();
    this.name = holder.name();
    this.role = holder.role().wireName();
    this.publicId = key.publicId();
    this.secretSha256 = key.secretSha256();
    this.expiresAt = expiresAt;
  }

  /** The holder's name, for people. */
  public String name() {
    return name;
  }

  public AdministratorRole role() {
    return AdministratorRole.ofWireName(role).orElseThrow();
  }

  Administrator holder() {
    return new Administrator(name, role());
  }

  public String publicId() {
    return publicId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** Accurate to a minute. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  /** Records a use in memory and returns whether to store it, at most once a minute. */
  synchronized boolean recordUse(Instant now) {
    boolean isNews = lastUsedAt == null || lastUsedAt.isBefore(now.minus(RECORDED_EVERY));
    lastUsedAt = isNews ? now : lastUsedAt;
    return isNews;
  }

  /** Whether the key matches this one and is still live. */
  boolean admits(ApiKey key, Instant now) {
    return key.matches(secretSha256) && isLive(now);
  }

  /** The same for the hash of a key's secret. */
  boolean admits(byte[] sha256, Instant now) {
    return MessageDigest.isEqual(secretSha256, sha256) && isLive(now);
  }

  private boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
