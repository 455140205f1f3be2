package io.leadloop.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A token in place of the one that the customer has. */
public record NewToken(
    @NotBlank
        @Size(max = 4096)
        @Pattern(regexp = "^[\\x21-\\x7e]*$", message = "must be visible ASCII")
        String token) {
  @Override
  public String toString() {
    return "NewToken[token=***]";
  }
}
