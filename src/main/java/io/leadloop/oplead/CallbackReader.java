package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the status out of a callback's body. Nothing is known for certain of how Oplead writes one,
 * so it looks in several places, and what it cannot read is a status of its own, never an error.
 */
@Singleton
public class CallbackReader {

  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]+)");

  private final OpleadConfig.Callback places;
  private final StatusMap statuses;

  public CallbackReader(OpleadConfig config, StatusMap statuses) {
    this.places = config.callback();
    this.statuses = statuses;
  }

  /**
   * What the body tells, whatever its bytes.
   *
   * @param contentType the request's, or null; only its charset counts, since what a body is can be
   *     seen from the body
   */
  public CallbackContent read(String contentType, byte[] body, Instant receivedAt) {
    Fields fields = fields(body, charset(contentType));
    Optional<Instant> at = time(fields, places.timePointers());
    return new CallbackContent(
        status(fields, at.orElse(receivedAt)),
        at.isPresent(),
        fields.first(places.amountPointers().orElse(List.of())).flatMap(CallbackAmount::parse),
        time(fields, places.appointmentPointers()));
  }

  /** What the body tells of an appointment, whatever its bytes. */
  public OpleadAppointment appointment(String contentType, byte[] body) {
    Fields fields = fields(body, charset(contentType));
    return new OpleadAppointment(
        time(fields, places.appointmentPointers()),
        fields
            .first(places.appointmentStatePointers().orElse(List.of()))
            .map(state -> OneLine.of(state, state.length()))
            .filter(state -> !state.isEmpty()));
  }

  /** Oplead's id of the lead that the body is about, if it names one. */
  public Optional<String> leadId(String contentType, byte[] body) {
    return fields(body, charset(contentType)).first(places.leadPointers());
  }

  private OpleadStatus status(Fields fields, Instant at) {
    return fields
        .first(places.statusPointers())
        .filter(label -> !StatusMap.shown(label).isEmpty())
        .map(label -> status(label, at))
        .orElseGet(() -> new OpleadStatus(StatusCode.OTHER, null, at));
  }

  /** An unknown label is not cut: what would be left of it could not be recognised any more. */
  private OpleadStatus status(String label, Instant at) {
    StatusCode code = statuses.codeOf(label);
    String shown =
        code == StatusCode.OTHER ? OneLine.of(label, label.length()) : StatusMap.shown(label);
    return new OpleadStatus(code, shown, at);
  }

  private static Optional<Instant> time(Fields fields, Optional<List<JsonPointer>> places) {
    return fields.first(places.orElse(List.of())).flatMap(CallbackTime::parse);
  }

  private static Fields fields(byte[] body, Charset charset) {
    JsonFields json = JsonFields.read(body, charset);
    return json.isUnreadable() ? FormFields.read(body, charset) : json;
  }

  private static Charset charset(String contentType) {
    return Optional.ofNullable(contentType)
        .map(CHARSET::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .flatMap(CallbackReader::charsetNamed)
        .orElse(UTF_8);
  }

  private static Optional<Charset> charsetNamed(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
