package io.leadloop.provider;

import java.util.UUID;

/** A provider's identity (UUIDv7). */
public record ProviderId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
