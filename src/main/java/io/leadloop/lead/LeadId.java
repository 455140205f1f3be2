package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;

/** A lead's identity (UUIDv7, so ids sort by the time of acceptance). */
public record LeadId(@JsonValue UUID value) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LeadId {}

  public static LeadId next() {
    return new LeadId(IDS.generate());
  }

  /** The id, if the text is one. */
  public static Optional<LeadId> parse(String text) {
    try {
      return Optional.of(new LeadId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
