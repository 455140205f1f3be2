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

/** A desired subscription at a customer's Oplead, or one to be cancelled. */
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

  public State state() {
    if (!wanted) {
      return State.ENDING;
    }
    return checkedAt == null || renew ? State.PENDING : State.ACTIVE;
  }

  /** Oplead's id, if it returned one. */
  public Optional<String> opleadId() {
    return Optional.ofNullable(opleadId);
  }

  /** When Oplead last reported it. */
  public Optional<Instant> checkedAt() {
    return Optional.ofNullable(checkedAt);
  }

  /** The failure of the last check, if any. */
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

  /** The progress of a subscription. */
  public enum State {
    /** To be created or recreated. */
    PENDING,
    /** Exists at Oplead. */
    ACTIVE,
    /** To be cancelled. */
    ENDING
  }
}
