package io.leadloop.feedback.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The read model of a stored event; projection writes it. */
@Entity
@Immutable
@Table(name = "lead_event")
public class LeadEvent {
  @Id private UUID id;

  @Column(name = "lead_id")
  private UUID leadId;

  private int sequence;
  private String type;
  private Instant time;
  private String data;

  protected LeadEvent() {}

  /** The CloudEvents id, the same as on the topic. */
  public UUID id() {
    return id;
  }

  /** Its number per lead, from 1. */
  public int sequence() {
    return sequence;
  }

  /** The CloudEvents type. */
  public String type() {
    return type;
  }

  public Instant time() {
    return time;
  }

  /** The event's data, the same JSON as on the topic. */
  public String data() {
    return data;
  }
}
