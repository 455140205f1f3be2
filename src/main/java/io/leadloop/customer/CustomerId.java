package io.leadloop.customer;

import java.util.UUID;

/** A customer's identity (UUIDv7). */
public record CustomerId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
