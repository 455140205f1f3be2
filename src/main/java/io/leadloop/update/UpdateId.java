package io.leadloop.update;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** The identity of a document or of a status that was asked for (UUIDv7). */
public record UpdateId(@JsonValue UUID value) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UpdateId {}

  public static UpdateId next() {
    return new UpdateId(IDS.generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
