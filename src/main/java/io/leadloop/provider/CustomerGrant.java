package io.leadloop.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;

/** A provider's permission to send leads to one customer. */
@Entity
@Table(name = "customer_grant")
@IdClass(CustomerGrant.Key.class)
class CustomerGrant {
  @Id
  @Column(name = "provider_id")
  private UUID providerId;

  @Id
  @Column(name = "customer_id")
  private UUID customerId;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  protected CustomerGrant() {}

  /** One grant for each pair. */
  record Key(UUID providerId, UUID customerId) {}
}
