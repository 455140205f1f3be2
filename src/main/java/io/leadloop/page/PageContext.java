package io.leadloop.page;

import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each page needs besides its content.
 *
 * @param root the gateway's root, relative to the page's address: all links are relative, so that
 *     pages work behind any path of a proxy
 * @param here the address from the root that shows the page again, with its query
 * @param user who is signed in; null on the sign-in page
 * @param mayChange whether that person may change anything; {@link
 *     io.leadloop.page.template.ViewerForms} asks
 * @param requestId quoted in errors
 */
public record PageContext(
    String root,
    String here,
    Preferences preferences,
    String user,
    boolean mayChange,
    String requestId,
    ZoneId zone,
    Instant now,
    Assets assets) {
  /** Without the scripts, styles and evaluation that the security policy forbids. */
  private static final String HTMX =
      "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"allowScriptTags\":false,"
          + "\"historyCacheSize\":0,\"selfRequestsOnly\":true}";

  private static final Set<String> SITES = Set.of("console", "portal");
  private static final int DAY_HOURS = 24;
  private static final int SHORTEST_TIME = "2026-11-27T08:00:00Z".length();
  private static final int HOUR_MINUTES = 60;

  /**
   * Of few patterns and languages; a page has hundreds of numbers, and a format is dear to make.
   */
  private static final Map<Locale, NumberFormat> NUMBERS = new ConcurrentHashMap<>();

  private static final Map<TimePattern, DateTimeFormatter> TIMES = new ConcurrentHashMap<>();

  /** The same for the answer to a form, and where its switches lead to. */
  public PageContext shownAgainAt(String path) {
    return path().equals(path)
        ? this
        : new PageContext(root, path, preferences, user, mayChange, requestId, zone, now, assets);
  }

  public String htmx() {
    return HTMX;
  }

  public String asset(String name) {
    return root + assets.path(name);
  }

  public Locale locale() {
    return preferences.language();
  }

  public String language() {
    return preferences.language().getLanguage();
  }

  public boolean isFrench() {
    return locale().equals(Locale.FRENCH);
  }

  /** The site of the page, which is the path of its home. */
  public String site() {
    return path().startsWith("portal") ? "portal" : "console";
  }

  /** The page's own address from the root, without its query. */
  public String path() {
    return here.replaceFirst("\\?.*", "");
  }

  /** Ends a link to another public page, which keeps the language that this address chose. */
  public String chosen() {
    return here.matches(".*[?&]language=.*") ? "?language=" + language() : "";
  }

  /** Whether the page is this one, or below it. */
  public boolean isAt(String path) {
    String own = path();
    return own.equals(path) || !SITES.contains(path) && own.startsWith(path + "/");
  }

  public String number(Number number) {
    NumberFormat format = NUMBERS.computeIfAbsent(locale(), NumberFormat::getIntegerInstance);
    return ((NumberFormat) format.clone()).format(number); // one may not be used twice at once
  }

  /** A part of a whole, such as 98.2 %. */
  public String percent(double part) {
    NumberFormat format = NumberFormat.getPercentInstance(locale());
    format.setMaximumFractionDigits(1);
    return format.format(part);
  }

  /** A time to the second; the year only where it is another. */
  public String time(Instant time) {
    boolean isThisYear = time.atZone(zone).getYear() == now.atZone(zone).getYear();
    return format(time, isThisYear ? "d MMM HH:mm:ss" : "d MMM yyyy HH:mm:ss");
  }

  /** A time of the API as {@link #time} has it; another text as it is. */
  public String value(String text) {
    try {
      return text.length() < SHORTEST_TIME ? text : time(Instant.parse(text));
    } catch (DateTimeException notATime) {
      return text;
    }
  }

  /** Only the time of day. */
  public String clock(Instant time) {
    return format(time, "HH:mm:ss");
  }

  private String format(Instant time, String pattern) {
    return TIMES
        .computeIfAbsent(
            new TimePattern(pattern, locale()),
            form -> DateTimeFormatter.ofPattern(form.pattern(), form.locale()))
        .withZone(zone)
        .format(time);
  }

  /**
   * How long ago, in its largest units: {@code 45 s}, {@code 12 min}, {@code 3 h 05}, {@code 4 d}.
   */
  public String since(Instant time) {
    return duration(Duration.between(time, now));
  }

  /** How long until then. */
  public String until(Instant time) {
    return duration(Duration.between(now, time));
  }

  public String duration(Duration given) {
    Duration time = given.isNegative() ? Duration.ZERO : given;
    if (time.toMinutes() < 1) {
      return time.toSeconds() + " s";
    } else if (time.toHours() < 1) {
      return time.toMinutes() + " min";
    } else if (time.toHours() < 2 * DAY_HOURS) {
      return "%d h %02d".formatted(time.toHours(), time.toMinutes() % HOUR_MINUTES);
    }
    return time.toDays() + (isFrench() ? " j" : " d");
  }

  private record TimePattern(String pattern, Locale locale) {}
}
