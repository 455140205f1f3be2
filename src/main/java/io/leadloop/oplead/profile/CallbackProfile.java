package io.leadloop.oplead.profile;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How callbacks are read, and leads that the gateway asks for.
 *
 * @param wrappers members in which the whole callback may be wrapped
 * @param zone of a time that is written without one
 * @param locale the language of dates
 * @param labels Oplead's labels of each status code
 */
public record CallbackProfile(
    Pointers pointers,
    List<String> wrappers,
    ZoneId zone,
    Locale locale,
    Map<String, List<String>> labels) {

  /** Where a callback holds what; the first that can be read counts. */
  public record Pointers(
      List<JsonPointer> status,
      List<JsonPointer> time,
      List<JsonPointer> amount,
      List<JsonPointer> appointment,
      List<JsonPointer> planned,
      List<JsonPointer> appointmentState,
      List<JsonPointer> lead) {}
}
