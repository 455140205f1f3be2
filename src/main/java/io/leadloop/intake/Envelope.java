package io.leadloop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.error.FieldError;
import io.leadloop.store.Storable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a submission. A member that is missing, null or of the wrong type is null. */
record Envelope(String customer, String reference, Instant notAfter, Document lead) {
  private static final int LONGEST_CUSTOMER = 63;
  private static final int LONGEST_REFERENCE = 128;

  /**
   * Checks the members; returns the errors in the order of their names. In plain code and not by a
   * bean validator, since it runs for every submission.
   */
  List<FieldError> errors() {
    List<FieldError> errors = new ArrayList<>();
    if (customer == null) {
      errors.add(new FieldError("/customer", "is required"));
    } else {
      Storable.Check.fault(customer, LONGEST_CUSTOMER)
          .ifPresent(fault -> errors.add(new FieldError("/customer", fault)));
    }
    if (lead == null) {
      errors.add(new FieldError("/lead", "is required"));
    }
    if (reference != null) {
      referenceFault(reference).ifPresent(fault -> errors.add(new FieldError("/reference", fault)));
    }
    return errors;
  }

  /** Checks a reference; returns the error, if any. */
  static Optional<String> referenceFault(String reference) {
    return Storable.Check.fault(reference, LONGEST_REFERENCE);
  }

  /**
   * A lead document.
   *
   * @param text the text as received
   * @param content the parsed text
   */
  record Document(String text, JsonNode content) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
