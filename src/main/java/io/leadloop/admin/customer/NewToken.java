package io.leadloop.admin.customer;

import jakarta.validation.constraints.NotNull;

/** A token in place of the one that the customer has. */
public record NewToken(@NotNull @OpleadToken String token) {
  @Override
  public String toString() {
    return "NewToken[token=***]";
  }
}
