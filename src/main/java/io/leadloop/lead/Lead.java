package io.leadloop.lead;

import io.leadloop.customer.Customer;
import io.leadloop.provider.Provider;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A lead as everybody sees it, whatever phase it is in. Plain SQL writes the tables behind it in
 * batches.
 */
@Entity
@Immutable
@Table(name = "lead_view")
public class Lead {
  @Id private UUID id;

  @Column(name = "provider_id")
  private UUID providerId;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "provider_id", insertable = false, updatable = false)
  private Provider provider;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "customer_id")
  private Customer customer;

  private String reference;
  private byte[] fingerprint;
  private LeadState state;

  @Column(name = "oplead_id")
  private String opleadId;

  @Embedded private LeadStatus status;

  private int attempts;

  @Column(name = "last_error")
  private String lastError;

  @Column(name = "last_answer")
  private byte[] lastAnswer;

  @Column(name = "erased_at")
  private Instant erasedAt;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Lead() {}

  public LeadId id() {
    return new LeadId(id);
  }

  /** The provider that submitted the lead; loaded only if the query fetched it. */
  public Provider provider() {
    return provider;
  }

  public Customer customer() {
    return customer;
  }

  /** The provider's own id for the lead. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** The fingerprint of the first submission with this reference. */
  public byte[] fingerprint() {
    return fingerprint;
  }

  public LeadState state() {
    return state;
  }

  /** Oplead's id for the lead; empty until Oplead returns one. */
  public Optional<String> opleadId() {
    return Optional.ofNullable(opleadId);
  }

  /** Empty until the first callback. */
  public Optional<LeadStatus> status() {
    return Optional.ofNullable(status);
  }

  /** The number of attempts to send it. */
  public int attempts() {
    return attempts;
  }

  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Oplead's last answer, sealed; see {@link Leads#openAnswer}. */
  public Optional<byte[]> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  /** When its personal data was erased. */
  public Optional<Instant> erasedAt() {
    return Optional.ofNullable(erasedAt);
  }

  /** When the next attempt is due; empty unless queued. */
  public Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
