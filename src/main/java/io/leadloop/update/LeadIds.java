package io.leadloop.update;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadId;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Reads the id of a lead in a path: what is no id is no lead. */
final class LeadIds {
  private LeadIds() {}

  static Uni<LeadId> of(String text) {
    try {
      return Uni.createFrom().item(new LeadId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Uni.createFrom().failure(notFound());
    }
  }

  static ProblemException notFound() {
    return new ProblemException(ErrorCode.NOT_FOUND, "You have no lead of that id.");
  }
}
