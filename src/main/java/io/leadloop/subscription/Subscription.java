package io.leadloop.subscription;

import io.leadloop.oplead.SubscriptionKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A subscription that is wanted of a customer's Oplead, or that is to end there. */
@Entity
@DynamicUpdate
@Table(name = "subscription")
public class Subscription {
  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customer;

  private String kind;
  private boolean wanted;
  private boolean renew;

  @Column(name = "oplead_id")
  private String opleadId;

  @Column(name = "checked_at")
  private Instant checkedAt;

  @Column(name = "last_error")
  private String lastError;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Subscription() {}

  public SubscriptionKind kind() {
    return SubscriptionKind.ofWireName(kind).orElseThrow();
  }

  /** How far it is. */
  public State state() {
    if (!wanted) {
      return State.ENDING;
    }
    return checkedAt == null || renew ? State.PENDING : State.ACTIVE;
  }

  /** Oplead's id of it, where Oplead told one. */
  public Optional<String> opleadId() {
    return Optional.ofNullable(opleadId);
  }

  /** When Oplead last had it. */
  public Optional<Instant> checkedAt() {
    return Optional.ofNullable(checkedAt);
  }

  /** Why the last check did not end well, if it did not. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  public Instant createdAt() {
    return createdAt;
  }

  void want() {
    wanted = true;
  }

  void renew() {
    wanted = true;
    renew = true;
  }

  void end() {
    wanted = false;
    renew = false;
  }

  /** How far a subscription is. */
  public enum State {
    /** It is to be made, or made anew. */
    PENDING,
    /** Oplead has it. */
    ACTIVE,
    /** It is to end. */
    ENDING
  }
}
