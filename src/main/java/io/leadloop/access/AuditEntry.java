package io.leadloop.access;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Immutable;

/** Who changed what. The database refuses to change or delete one. */
@Entity
@Immutable
@Table(name = "audit_entry")
public class AuditEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long position;

  @CreationTimestamp private Instant time;

  private String actor;
  private String address;
  private String action;
  private String subject;
  private String before;
  private String after;

  protected AuditEntry() {}

  AuditEntry(
      String actor, String address, String action, String subject, String before, String after) {
    this.actor = actor;
    this.address = address;
    this.action = action;
    this.subject = subject;
    this.before = before;
    this.after = after;
  }

  /** Counts up; not without gaps. */
  public long position() {
    return position;
  }

  public Instant time() {
    return time;
  }

  /** A key without its secret and its name, or {@code oidc:} and the subject of a token. */
  public String actor() {
    return actor;
  }

  /** Where the request came from. */
  public String address() {
    return address;
  }

  /** For example {@code customer.create}. */
  public String action() {
    return action;
  }

  /** For example {@code customers/cuisines-durand}. */
  public String subject() {
    return subject;
  }

  /** JSON of the subject before the change, secrets masked; empty where there was none. */
  public Optional<String> before() {
    return Optional.ofNullable(before);
  }

  /** The same after the change. */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }
}
