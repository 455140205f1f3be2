package io.leadloop.oplead.callback;

import com.fasterxml.jackson.core.JsonPointer;
import io.leadloop.oplead.callback.StatusLabelFinder.Found;
import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.OpleadAppointment;
import io.leadloop.oplead.status.OpleadStatus;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.oplead.text.FieldName;
import io.leadloop.oplead.text.OneLine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a callback's body. Its format is not documented, so several places are searched
 * (src/docs/administrator/oplead.md). An unreadable body has no status; it is never an error.
 */
@Singleton
public class CallbackReader {
  private static final String JSON = "application/json";

  private final LabelCodes statuses;
  private final StatusLabelFinder labels;
  private final CallbackTime times;
  private final CallbackDocuments documents;
  private final List<JsonPointer> timePlaces;
  private final List<JsonPointer> amountPlaces;
  private final List<JsonPointer> appointmentPlaces;
  private final List<JsonPointer> plannedPlaces;
  private final List<JsonPointer> statePlaces;
  private final List<JsonPointer> leadPlaces;
  private final LeadReports reports;

  public CallbackReader(CallbackProfile profile, StatusMap statuses) {
    CallbackProfile.Pointers places = profile.pointers();
    this.statuses = statuses;
    this.labels = new StatusLabelFinder(places.status(), statuses);
    this.times = new CallbackTime(profile.zone(), profile.locale());
    this.documents = new CallbackDocuments(profile, labels, times);
    this.timePlaces = FieldName.of(places.time());
    this.amountPlaces = FieldName.of(places.amount());
    this.appointmentPlaces = FieldName.of(places.appointment());
    this.plannedPlaces = FieldName.of(places.planned());
    this.statePlaces = FieldName.of(places.appointmentState());
    this.leadPlaces = FieldName.of(places.lead());
    this.reports = new LeadReports(wrappers(profile), item -> leadId(documents.unwrap(item)));
  }

  private static Set<String> wrappers(CallbackProfile profile) {
    return profile.wrappers().stream().map(FieldName::of).collect(Collectors.toSet());
  }

  /**
   * Reads the content of any body; empty without a status.
   *
   * @param contentType the request's, or null
   */
  public Optional<CallbackContent> read(String contentType, byte[] body, StatusWindow window) {
    return read(contentType, body, window, statuses);
  }

  /**
   * The same by another table of labels than the profile's.
   *
   * @param codes the table, which decides which of several candidates is the status
   */
  public Optional<CallbackContent> read(
      String contentType, byte[] body, StatusWindow window, LabelCodes codes) {
    CallbackFields fields = fields(contentType, body);
    return labels
        .find(fields, codes)
        .map(found -> content(found, fields.beginningWith(found.document()), window));
  }

  /** Reads the appointment in any body. */
  public OpleadAppointment appointment(String contentType, byte[] body, StatusWindow window) {
    CallbackFields fields = fields(contentType, body);
    return new OpleadAppointment(
        appointment(fields, window).or(() -> planned(fields, window.receivedAt())),
        fields
            .first(statePlaces)
            .map(state -> OneLine.of(state, state.length()))
            .filter(state -> !state.isEmpty()));
  }

  /** Reads Oplead's id of the lead, if the body has one. */
  public Optional<String> leadId(String contentType, byte[] body) {
    return leadId(fields(contentType, body));
  }

  private Optional<String> leadId(CallbackFields fields) {
    return labels
        .find(fields)
        .map(found -> fields.beginningWith(found.document()))
        .orElse(fields)
        .first(leadPlaces);
  }

  /** Splits a body about several leads; empty for any other. */
  public List<LeadReport> reports(String contentType, byte[] body) {
    return reports.split(CallbackBody.read(contentType, body)).entrySet().stream()
        .map(part -> new LeadReport(part.getKey(), JSON, part.getValue()::json))
        .toList();
  }

  private CallbackFields fields(String contentType, byte[] body) {
    return documents.unwrap(CallbackBody.read(contentType, body));
  }

  private CallbackContent content(Found found, CallbackFields fields, StatusWindow window) {
    Optional<Instant> at =
        times(fields, timePlaces)
            .filter(CallbackTime.Read::isExact)
            .map(CallbackTime.Read::instant)
            .filter(window::holds)
            .findFirst();
    CallbackAmount amount = amount(fields);
    Optional<Instant> planned =
        found.code() == StatusCode.APPOINTMENT
            ? planned(fields, window.receivedAt())
            : Optional.empty();
    return new CallbackContent(
        new OpleadStatus(found.code(), found.label(), at.orElse(window.receivedAt())),
        at.isPresent(),
        amount.value(),
        amount.isAmbiguous(),
        appointment(fields, window).or(() -> planned));
  }

  private Optional<Instant> appointment(CallbackFields fields, StatusWindow window) {
    return times(fields, appointmentPlaces)
        .map(CallbackTime.Read::instant)
        .filter(window::mayHoldAppointment)
        .findFirst();
  }

  /** A future time under a general name. */
  private Optional<Instant> planned(CallbackFields fields, Instant receivedAt) {
    return times(fields, plannedPlaces)
        .map(CallbackTime.Read::instant)
        .filter(time -> StatusWindow.isAhead(time, receivedAt))
        .findFirst();
  }

  private Stream<CallbackTime.Read> times(CallbackFields fields, List<JsonPointer> places) {
    return fields.at(places).map(times::read).flatMap(Optional::stream);
  }

  /** The first readable amount; ambiguous if there are only ambiguous ones. */
  private CallbackAmount amount(CallbackFields fields) {
    List<CallbackAmount> amounts = fields.at(amountPlaces).map(CallbackAmount::read).toList();
    return Stream.concat(
            amounts.stream().filter(amount -> amount.value().isPresent()),
            amounts.stream().filter(CallbackAmount::isAmbiguous))
        .findFirst()
        .orElse(CallbackAmount.NONE);
  }
}
