package io.leadloop.oplead.answer;

import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.profile.WireProfile;
import java.util.Optional;

/**
 * The places in an answer that may hold Oplead's id of the created resource.
 *
 * @param places in the body; the first that exists is used
 * @param path the path of the collection that was called; an address below it ends with an id
 */
public record IdPlaces(AnswerPlaces places, String path) {

  public static IdPlaces ofLeads(WireProfile wire, AnswerProfile answers) {
    return new IdPlaces(new AnswerPlaces(answers.leadIdPointers()), wire.leads().path());
  }

  public static IdPlaces ofSubscriptions(WireProfile wire, AnswerProfile answers) {
    return new IdPlaces(
        new AnswerPlaces(answers.subscriptions().idPointers()), wire.subscriptions().path());
  }

  Optional<String> in(HttpAnswer answer) {
    Optional<String> id =
        isRead(answer.body()) ? OpleadId.in(answer.body().root(), places) : Optional.empty();
    return id.or(() -> made(answer).flatMap(address -> OpleadId.inAddress(address, path)));
  }

  /** Reads truncated JSON, except arrays, whose number of items is unknown. */
  private static boolean isRead(AnswerBody body) {
    return body.isJson() || body.isCutJson() && body.root().isObject();
  }

  /** Other statuses use the header differently: 202 for the address of a job. */
  private static Optional<String> made(HttpAnswer answer) {
    return answer.location().filter(address -> answer.status() == 200 || answer.status() == 201);
  }
}
