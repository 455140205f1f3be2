package io.leadloop.provider;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;

/** What is kept of an {@link ApiKey}: enough to recognise it, not to make it. */
@Entity
@Table(name = "provider_key")
class ProviderKey {
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

  protected ProviderKey() {}

  ProviderKey(Provider provider, ApiKey key) {
    this.id = IDS.generate();
    this.provider = provider;
    this.publicId = key.publicId();
    this.secretSha256 = key.secretSha256();
  }

  Provider provider() {
    return provider;
  }

  /** Whether that key is this one and may still be used. */
  boolean admits(ApiKey key, Instant now) {
    boolean live = revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    return MessageDigest.isEqual(secretSha256, key.secretSha256()) && live;
  }
}
