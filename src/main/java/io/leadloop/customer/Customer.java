package io.leadloop.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;

/** A company that works its leads in Oplead. */
@Entity
@Table(name = "customer")
public class Customer {
  @Id private UUID id;

  private String slug;
  private String name;

  @Column(name = "oplead_base_url")
  private String opleadBaseUrl;

  @Column(name = "oplead_token")
  private byte[] opleadToken;

  @Column(name = "oplead_token_hint")
  private String opleadTokenHint;

  @Embedded private WireOverrides wire;

  @Column(name = "requests_per_minute")
  private int requestsPerMinute;

  @Column(name = "shelf_life_millis")
  private Long shelfLifeMillis;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  @UpdateTimestamp
  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Customer() {}

  Customer(CustomerId id, String slug, String name, int requestsPerMinute) {
    this.id = id.value();
    this.slug = slug;
    this.name = name;
    this.requestsPerMinute = requestsPerMinute;
  }

  public CustomerId id() {
    return new CustomerId(id);
  }

  public String slug() {
    return slug;
  }

  public String name() {
    return name;
  }

  /** Where this customer's Oplead is, if not at the default address. */
  public Optional<URI> opleadBaseUrl() {
    return Optional.ofNullable(opleadBaseUrl).map(URI::create);
  }

  /** How many requests of every kind Oplead takes from this customer's token in any 60 seconds. */
  public int requestsPerMinute() {
    return requestsPerMinute;
  }

  /** How long a lead is worth forwarding to this customer, if not as long as to any other. */
  public Optional<Duration> shelfLife() {
    return Optional.ofNullable(shelfLifeMillis).map(Duration::ofMillis);
  }

  void allow(int requestsPerMinute) {
    this.requestsPerMinute = requestsPerMinute;
  }

  void keepFor(Duration shelfLife) {
    this.shelfLifeMillis = shelfLife == null ? null : shelfLife.toMillis();
  }

  void callAt(URI baseUrl, WireOverrides wire) {
    this.opleadBaseUrl = baseUrl == null ? null : baseUrl.toString();
    this.wire = wire;
  }

  void callWith(byte[] sealedToken, String hint) {
    this.opleadToken = sealedToken;
    this.opleadTokenHint = hint;
  }
}
