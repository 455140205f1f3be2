package io.leadloop.provider;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.vault.ApiKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;

/** A stored {@link ApiKey}: enough to verify it, not to reconstruct it. */
@Entity
@DynamicUpdate
@Table(name = "provider_key")
public class ProviderKey {
  private static final Duration RECORDED_EVERY = Duration.ofMinutes(1);
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @Id private UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "provider_id")
  private Provider provider;

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

  private String name;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  protected ProviderKey() {}

  ProviderKey(Provider provider, ApiKey key, String name, Instant expiresAt) {
    this.name = name;
    this.expiresAt = expiresAt;
    this.id = IDS.generate();
    this.provider = provider;
    this.publicId = key.publicId();
    this.secretSha256 = key.secretSha256();
  }

  Provider provider() {
    return provider;
  }

  /** Whether the key matches this one and is still live. */
  boolean admits(ApiKey key, Instant now) {
    return key.matches(secretSha256) && isLive(now);
  }

  /** Whether it is neither revoked nor expired, and its provider not disabled. */
  boolean isLive(Instant now) {
    return revokedAt == null
        && (expiresAt == null || now.isBefore(expiresAt))
        && !provider.disabled();
  }

  /** The id used to find and revoke the key. */
  public String publicId() {
    return publicId;
  }

  /** A label for people. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
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

  /**
   * Records a use in memory and returns whether to store it. Storing every use would cost more than
   * verifying the key, so one per minute is stored.
   */
  synchronized boolean recordUse(Instant now) {
    boolean isDue = lastUsedAt == null || lastUsedAt.isBefore(now.minus(RECORDED_EVERY));
    lastUsedAt = isDue ? now : lastUsedAt;
    return isDue;
  }
}
