package io.leadloop.push;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;

/** An endpoint's identity (UUIDv7). */
public record EndpointId(@JsonValue UUID value) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  public static EndpointId next() {
    return new EndpointId(IDS.generate());
  }

  /** The id, if the text is one. */
  public static Optional<EndpointId> parse(String text) {
    try {
      return Optional.of(new EndpointId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
