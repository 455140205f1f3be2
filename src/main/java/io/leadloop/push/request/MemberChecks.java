package io.leadloop.push.request;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.EventType;
import io.leadloop.push.endpoint.StartPoint;
import io.leadloop.push.wire.EndpointUrl;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.store.Storable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the members of an endpoint one by one and collects the errors of each, so that the caller
 * sees all of it at once. A member with an error is read as null, or as its default.
 */
final class MemberChecks {
  private static final int MAX_DESCRIPTION = 200;
  private static final int DEFAULT_IN_FLIGHT = 4;
  private static final int MAX_IN_FLIGHT = 32;
  private static final Set<String> TYPES =
      Stream.of(EventType.values()).map(EventType::type).collect(Collectors.toUnmodifiableSet());

  private final EndpointUrl urls;
  private final List<FieldError> errors = new ArrayList<>();

  MemberChecks(EndpointUrl urls) {
    this.urls = urls;
  }

  /**
   * @throws ProblemException {@code invalid-body} if any member has an error
   */
  void requireNoError() {
    if (!errors.isEmpty()) {
      throw ProblemException.rejected(ErrorCode.INVALID_BODY, errors);
    }
  }

  URI url(String text) {
    if (text == null) {
      return refuse("/url", "must not be null");
    }
    try {
      URI url = new URI(text);
      Optional<String> problem = urls.problemWith(url);
      return problem.isEmpty() ? url : refuse("/url", problem.orElseThrow());
    } catch (URISyntaxException e) {
      return refuse("/url", "is not a valid URL");
    }
  }

  String description(String text) {
    return text == null
            || !text.isBlank()
                && text.codePointCount(0, text.length()) <= MAX_DESCRIPTION
                && Storable.Check.isStorable(text)
        ? text
        : refuse(
            "/description",
            "must be 1 to %d characters, not only blanks, none a control character"
                .formatted(MAX_DESCRIPTION));
  }

  List<String> types(List<String> types) {
    return each("/types", types, TYPES::contains, "is not a type of event");
  }

  /**
   * @param granted the slugs of the customers that the provider may send to
   */
  List<String> customers(List<String> customers, List<String> granted) {
    return each(
        "/customers",
        customers,
        granted::contains,
        "is not the slug of a customer that the provider may send to");
  }

  private List<String> each(
      String pointer, List<String> values, Predicate<String> isKnown, String problem) {
    if (values == null) {
      return null;
    } else if (values.isEmpty()) {
      return refuse(pointer, "must not be empty; leave it out for all");
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null || !isKnown.test(values.get(i))) {
        refuse(pointer + "/" + i, problem);
      }
    }
    return values.stream().distinct().toList();
  }

  SigningScheme scheme(String name) {
    return name == null
        ? SigningScheme.V1
        : SigningScheme.ofWireName(name).orElseGet(() -> refuse("/scheme", "must be v1 or v1a"));
  }

  StartPoint start(String text) {
    return text == null
        ? new StartPoint.Now()
        : StartPoint.parse(text)
            .orElseGet(
                () ->
                    refuse(
                        "/start",
                        "must be now, beginning, a cursor of GET /v1/events or a time"
                            + " (2026-11-24T09:30:00Z)"));
  }

  /** Null stays null. */
  Integer maxInFlight(Integer leads) {
    return leads == null || leads >= 1 && leads <= MAX_IN_FLIGHT
        ? leads
        : refuse("/max_in_flight", "must be 1 to " + MAX_IN_FLIGHT);
  }

  int maxInFlightOrDefault(Integer leads) {
    Integer checked = maxInFlight(leads);
    return checked == null ? DEFAULT_IN_FLIGHT : checked;
  }

  private <T> T refuse(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
    return null;
  }
}
