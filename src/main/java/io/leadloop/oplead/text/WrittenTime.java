package io.leadloop.oplead.text;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day in human notation after a date: {@code T14:00:00+01:00}, {@code à 14h30}, {@code
 * 2:30 PM}.
 *
 * @param zone the zone, if the text has one
 */
public record WrittenTime(LocalTime time, Optional<ZoneId> zone) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:t|,? a |,? at | - |,? ?)(?<hour>[0-9]{1,2})"
              + "(?:(?::(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?)"
              + "|(?<compact>[0-9]{2}(?:[0-9]{2})?)| ?h(?:eures?)? ?(?:(?<after>[0-9]{2})(?:"
              + " ?(?:min|mn|m))?(?: ?[0-9]{2} ?s)?)?|(?= ?[ap]m))(?: ?(?<half>[ap])\\.?m\\.?)?"
              + "(?<rest> ?(?<zone>.*))");

  /** An unencoded plus sign in a form arrives as a blank. */
  private static final Pattern OFFSET =
      Pattern.compile("(?:utc|gmt)? ?([+-]?)([0-9]{2}):?([0-9]{2})?(?:\\[.*])?");

  /** An end after the start, as in {@code 14:00-15:00}; an offset would be of that form, too. */
  private static final Pattern END_OF_SLOT = Pattern.compile("(?:-| ?- )([0-9]{2}):([0-5][0-9])");

  /** The offsets that are used anywhere. */
  private static final ZoneOffset WESTERNMOST = ZoneOffset.ofHours(-12);

  private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

  private static final Map<String, ZoneId> ZONES = zones();

  private static final int NOON = 12;
  private static final int NANO_DIGITS = 9;

  /**
   * Parses the whole text.
   *
   * @param text without accents and upper case
   * @throws java.time.DateTimeException if the time does not exist
   */
  public static Optional<WrittenTime> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String zone = form.group("zone");
    return zone.isEmpty() || text.charAt(0) != 't' && isSlot(form)
        ? Optional.of(new WrittenTime(time(form), Optional.empty()))
        : zone(zone).map(found -> new WrittenTime(time(form), Optional.of(found)));
  }

  /** Whether any place on earth has this offset. */
  public static boolean isUsed(ZoneOffset offset) {
    int seconds = offset.getTotalSeconds();
    return seconds >= WESTERNMOST.getTotalSeconds() && seconds <= EASTERNMOST.getTotalSeconds();
  }

  /** A time with seconds is of a program, which writes an offset and no slot. */
  private static boolean isSlot(Matcher form) {
    Matcher end = END_OF_SLOT.matcher(form.group("rest"));
    if (form.group("second") != null || !end.matches()) {
      return false;
    }
    int minutes = Integer.parseInt(end.group(1)) * 60 + Integer.parseInt(end.group(2));
    return minutes > time(form).toSecondOfDay() / 60 && minutes <= 24 * 60;
  }

  private static LocalTime time(Matcher form) {
    String compact = form.group("compact");
    if (compact != null) {
      int second = compact.length() > 2 ? Integer.parseInt(compact.substring(2)) : 0;
      return LocalTime.of(hour(form), Integer.parseInt(compact.substring(0, 2)), second);
    }
    int minute = number(form, "minute") + number(form, "after");
    String fraction = form.group("fraction") == null ? "" : form.group("fraction");
    int nanos = Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
    return LocalTime.of(hour(form), minute, number(form, "second"), nanos);
  }

  private static int hour(Matcher form) {
    int hour = number(form, "hour");
    String half = form.group("half");
    if (half == null || hour > NOON) {
      return hour;
    }
    return hour % NOON + (half.equals("p") ? NOON : 0);
  }

  private static int number(Matcher form, String group) {
    return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
  }

  private static Optional<ZoneId> zone(String text) {
    Matcher offset = OFFSET.matcher(text);
    return offset.matches()
        ? Optional.of(offset(offset)).filter(WrittenTime::isUsed).map(ZoneId.class::cast)
        : Optional.ofNullable(ZONES.get(text.replaceAll("[\\[\\]]", "")));
  }

  private static ZoneOffset offset(Matcher offset) {
    int sign = offset.group(1).equals("-") ? -1 : 1;
    int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
    return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)), sign * minutes);
  }

  private static Map<String, ZoneId> zones() {
    Map<String, ZoneId> zones = new HashMap<>();
    for (String name : ZoneId.getAvailableZoneIds()) {
      zones.put(name.toLowerCase(Locale.ROOT), ZoneId.of(name));
    }
    zones.put("z", ZoneOffset.UTC);
    zones.put("cest", ZoneOffset.ofHours(2));
    return Map.copyOf(zones);
  }
}
