package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.answer.Outcome.Absent;
import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.profile.AnswerProfile;
import io.leadloop.oplead.text.JsonFields;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Classifies the answer to a look-up: a lead with our webhook address is ours, since the address is
 * unique. A look-up changes nothing, so it is repeated if unanswered.
 */
public final class LookUpClassifier implements Classifier {

  private static final int NOT_FOUND = 404;

  private final OutcomeClassifier general;
  private final AnswerProfile.LookUp places;
  private final AnswerPlaces ids;
  private final URI webhook;

  public LookUpClassifier(OutcomeClassifier general, AnswerProfile profile, URI webhook) {
    this.general = general;
    this.places = profile.lookUp();
    this.ids = new AnswerPlaces(profile.leadIdPointers());
    this.webhook = webhook;
  }

  @Override
  public Outcome answered(HttpAnswer answer) {
    if (answer.status() == NOT_FOUND && !answer.body().isPage()) {
      return new Absent();
    } else if (answer.isFamily(2)) {
      return found(answer);
    }
    Outcome outcome = general.answered(answer);
    return outcome.kind().isAboutLead()
        ? new Unavailable("the look-up: HTTP " + answer.status())
        : outcome;
  }

  @Override
  public Outcome unsent(Throwable failure) {
    return general.unsent(failure);
  }

  @Override
  public Outcome unanswered(Throwable failure) {
    Unknown lost = (Unknown) general.unanswered(failure);
    return new Unavailable("the look-up: " + lost.reason());
  }

  private Outcome found(HttpAnswer answer) {
    if (answer.isPage()) {
      return new Unavailable("the look-up: " + AnswerReason.ofPage(answer.status()));
    } else if (!answer.body().isJson()) {
      return new Unavailable("the look-up's answer is not JSON");
    } else if (general.reportsError(answer)) {
      return new Unavailable("the look-up: " + AnswerReason.inBody(answer.status()));
    }
    return leads(answer.body().root())
        .map(JsonFields::new)
        .filter(this::isOurs)
        .findFirst()
        .<Outcome>map(lead -> new Accepted(OpleadId.in(lead.root(), ids)))
        .orElseGet(Absent::new);
  }

  private Stream<JsonNode> leads(JsonNode root) {
    JsonNode leads = places.leadsPointer().map(root::at).orElse(root);
    return leads.isArray() ? StreamSupport.stream(leads.spliterator(), false) : Stream.of(leads);
  }

  private boolean isOurs(JsonFields lead) {
    Optional<String> address = lead.first(places.webhookPointers());
    return address.filter(webhook.toASCIIString()::equals).isPresent();
  }
}
