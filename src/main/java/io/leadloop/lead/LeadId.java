package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** A lead's identity (UUIDv7, so ids sort by the time of acceptance). */
public record LeadId(@JsonValue UUID value) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LeadId {}

  public static LeadId next() {
    return new LeadId(IDS.generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
