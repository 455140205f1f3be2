package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * Where an answer may hold Oplead's id of what was made.
 *
 * @param pointers into its body; the first that is there counts
 * @param path of what has such things, as it was called; an address below it ends with an id
 */
record IdPlaces(List<JsonPointer> pointers, String path) {

  static IdPlaces ofLeads(OpleadConfig config) {
    return new IdPlaces(config.leads().idPointers(), config.leads().path());
  }

  static IdPlaces ofSubscriptions(OpleadConfig config) {
    return new IdPlaces(config.subscriptions().idPointers(), config.subscriptions().path());
  }

  Optional<String> in(HttpAnswer answer) {
    Optional<String> id =
        answer.body().isJson() ? OpleadId.in(answer.body().root(), pointers) : Optional.empty();
    return id.or(() -> made(answer).flatMap(address -> OpleadId.inAddress(address, path)));
  }

  /** Of other statuses it is something else: of 202 where the job that makes it is. */
  private static Optional<String> made(HttpAnswer answer) {
    return answer.location().filter(address -> answer.status() == 200 || answer.status() == 201);
  }
}
