package io.leadloop.admin.customer;

import jakarta.validation.constraints.NotNull;

/** A replacement of the customer's token. */
public record NewToken(@NotNull @OpleadToken String token) {
  @Override
  public String toString() {
    return "NewToken[token=***]";
  }
}
