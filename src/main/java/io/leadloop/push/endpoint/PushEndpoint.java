package io.leadloop.push.endpoint;

import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.wire.SigningScheme;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;

/** An HTTPS address that receives its provider's events. */
@Entity
@DynamicUpdate
@Table(name = "push_endpoint")
public class PushEndpoint {
  @Id private UUID id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "provider_id")
  private Provider provider;

  private String url;
  private String description;
  private String[] types;
  private String[] customers;
  private String scheme;
  private byte[] secret;

  @Column(name = "previous_secret")
  private byte[] previousSecret;

  @Column(name = "previous_until")
  private Instant previousUntil;

  @Column(name = "max_in_flight")
  private int maxInFlight;

  private String state;
  private String[] warnings = {};

  @Column(name = "verified_at")
  private Instant verifiedAt;

  @CreationTimestamp
  @Column(name = "created_at")
  private Instant createdAt;

  @UpdateTimestamp
  @Column(name = "updated_at")
  private Instant updatedAt;

  protected PushEndpoint() {}

  PushEndpoint(EndpointId id, Provider provider, NewEndpoint wanted, byte[] secret) {
    this.id = id.value();
    this.provider = provider;
    this.url = wanted.url().toString();
    this.description = wanted.description();
    this.types = array(wanted.types());
    this.customers = array(wanted.customers());
    this.scheme = wanted.scheme().wireName();
    this.secret = secret.clone();
    this.maxInFlight = wanted.maxInFlight();
    this.state = EndpointState.PENDING.wireName();
  }

  private static String[] array(List<String> values) {
    return values == null ? null : values.toArray(String[]::new);
  }

  private static Optional<List<String>> list(String[] values) {
    return Optional.ofNullable(values).map(List::of);
  }

  public EndpointId id() {
    return new EndpointId(id);
  }

  public URI url() {
    return URI.create(url);
  }

  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** The CloudEvents types that it receives; empty for all. */
  public Optional<List<String>> types() {
    return list(types);
  }

  /** The slugs of the customers whose events it receives; empty for all. */
  public Optional<List<String>> customers() {
    return list(customers);
  }

  public SigningScheme scheme() {
    return SigningScheme.ofWireName(scheme).orElseThrow();
  }

  /** Sealed; opened by {@link EndpointSecrets} alone. */
  byte[] secret() {
    return secret.clone();
  }

  /** The secret before the last rotation, while it signs as well. */
  Optional<byte[]> previousSecret(Instant now) {
    return Optional.ofNullable(previousSecret).filter(previous -> now.isBefore(previousUntil));
  }

  /** When the secret before the last rotation ends to sign. */
  public Optional<Instant> previousUntil() {
    return Optional.ofNullable(previousUntil);
  }

  /** How many leads' events it receives at once. */
  public int maxInFlight() {
    return maxInFlight;
  }

  public EndpointState state() {
    return EndpointState.ofWireName(state);
  }

  /** What the last handshake found, though it passed. */
  public List<String> warnings() {
    return List.of(warnings);
  }

  /** When the last handshake passed. */
  public Optional<Instant> verifiedAt() {
    return Optional.ofNullable(verifiedAt);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** Changes the present members; a changed URL has to pass the handshake again. */
  void change(EndpointChange change) {
    change
        .url()
        .map(URI::toString)
        .filter(changed -> !changed.equals(url))
        .ifPresent(
            changed -> {
              url = changed;
              state = EndpointState.PENDING.wireName();
              verifiedAt = null;
              warnings = new String[0];
            });
    change.description().ifPresent(changed -> description = changed.orElse(null));
    change.types().ifPresent(changed -> types = array(changed.orElse(null)));
    change.customers().ifPresent(changed -> customers = array(changed.orElse(null)));
    change.maxInFlight().ifPresent(changed -> maxInFlight = changed);
  }

  void moveTo(EndpointState next) {
    state = next.wireName();
  }

  /** The handshake passed: a pending endpoint becomes active. */
  void verified(Instant now, List<String> found) {
    verifiedAt = now;
    warnings = array(found);
    if (state() == EndpointState.PENDING) {
      moveTo(EndpointState.ACTIVE);
    }
  }

  /**
   * @param until until when the secret before signs as well
   */
  void rotate(byte[] sealed, Instant until) {
    previousSecret = secret;
    previousUntil = until;
    secret = sealed.clone();
  }
}
