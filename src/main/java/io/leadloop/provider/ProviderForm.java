package io.leadloop.provider;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.customer.Customer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;

/**
 * A form by which a provider posts leads to one customer as to Oplead's older form import. Its
 * token identifies both; the stored hash recognises it and cannot reconstruct it.
 */
@Entity
@Table(name = "provider_form")
public class ProviderForm {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @Id private UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "provider_id")
  private Provider provider;

  @ManyToOne(optional = false)
  @JoinColumn(name = "customer_id")
  private Customer customer;

  private String name;

  @Column(name = "token_mac")
  private byte[] tokenMac;

  @Column(name = "token_hint")
  private String tokenHint;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  protected ProviderForm() {}

  ProviderForm(
      Provider provider, Customer customer, String name, byte[] tokenMac, String tokenHint) {
    this.id = IDS.generate();
    this.provider = provider;
    this.customer = customer;
    this.name = name;
    this.tokenMac = tokenMac.clone();
    this.tokenHint = tokenHint;
  }

  public UUID id() {
    return id;
  }

  public Provider provider() {
    return provider;
  }

  public Customer customer() {
    return customer;
  }

  /** As it is posted. */
  public String name() {
    return name;
  }

  /** The last characters of the token, for display. */
  public String tokenHint() {
    return tokenHint;
  }

  public Instant createdAt() {
    return createdAt;
  }
}
