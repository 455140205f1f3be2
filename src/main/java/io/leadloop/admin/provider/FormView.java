package io.leadloop.admin.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.provider.ProviderForm;
import java.time.Instant;
import java.util.UUID;

/**
 * A provider's form as administrators see it.
 *
 * @param name the form's name, as it is posted
 * @param token only in the answer that issued it
 * @param tokenHint the last characters of the token
 */
public record FormView(
    UUID id,
    String customer,
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) String token,
    String tokenHint,
    Instant createdAt) {

  static FormView of(ProviderForm form, String issued) {
    return new FormView(
        form.id(),
        form.customer().slug(),
        form.name(),
        issued,
        "…" + form.tokenHint(),
        form.createdAt());
  }

  @Override
  public String toString() {
    return "FormView[" + id + ", customer=" + customer + ", name=" + name + ", token=***]";
  }
}
