package io.leadloop.oplead.answer;

import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.profile.WireProfile;
import java.util.Optional;

/**
 * Where an answer may hold Oplead's id of what was made.
 *
 * @param places in its body; the first that is there counts
 * @param path of what has such things, as it was called; an address below it ends with an id
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

  /** Reads what comes before the cut, but no array: its number of items is unknown. */
  private static boolean isRead(AnswerBody body) {
    return body.isJson() || body.isCutJson() && body.root().isObject();
  }

  /** Of other statuses it is something else: of 202 where the job that makes it is. */
  private static Optional<String> made(HttpAnswer answer) {
    return answer.location().filter(address -> answer.status() == 200 || answer.status() == 201);
  }
}
