package io.leadloop.oplead.answer;

import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.profile.WireProfile;
import java.util.Optional;

/**
 * The places in an answer that may hold Oplead's id of the created resource.
 *
 * @param places in the body; the first that exists is used
 * @param path the path of the collection that was called; an address below it ends with an id;
 *     empty where no address does
 */
public record IdPlaces(AnswerPlaces places, Optional<String> path) {

  public static IdPlaces ofLeads(WireProfile wire, AnswerProfile answers) {
    return new IdPlaces(
        new AnswerPlaces(answers.leadIdPointers()), Optional.of(wire.leads().path()));
  }

  /** Of the form import, which has no addresses of leads. */
  public static IdPlaces ofForms(AnswerProfile answers) {
    return new IdPlaces(new AnswerPlaces(answers.formLeadIdPointers()), Optional.empty());
  }

  public static IdPlaces ofSubscriptions(WireProfile wire, AnswerProfile answers) {
    return new IdPlaces(
        new AnswerPlaces(answers.subscriptions().idPointers()),
        Optional.of(wire.subscriptions().path()));
  }

  Optional<String> in(HttpAnswer answer) {
    Optional<String> id =
        isRead(answer.body()) ? OpleadId.in(answer.body().root(), places) : Optional.empty();
    return id.or(
        () ->
            path.flatMap(
                below -> made(answer).flatMap(address -> OpleadId.inAddress(address, below))));
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
