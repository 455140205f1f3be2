package io.leadloop.oplead.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.FieldName;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Extracts an id that Oplead assigned. Ids are stored in clear and published, so only plausible
 * ones are accepted, not e-mail addresses or words.
 */
final class OpleadId {

  /** Longer ids are rejected: a truncated id could be another lead's. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~=/+-]{0,99}");

  /** Placeholders for a missing id. */
  private static final Set<String> NONE =
      Set.of("0", "null", "none", "nil", "undefined", "nan", "true", "false");

  private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?:/)?/.*", Pattern.DOTALL);
  private static final Pattern SCHEME_AND_HOST =
      Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");
  private static final Pattern DATA_SUFFIX = Pattern.compile("(?i)\\.(?:json|jsonld|xml)$");

  /** Path segments that do not identify a single resource. */
  private static final Pattern NO_NAME =
      Pattern.compile("(?i)[^0-9]*|v[0-9.]+|.*\\.(?:php[0-9]?|html?|aspx?|jsp|do|cgi)");

  /** The number of digits that a double represents exactly. */
  private static final BigDecimal EXACT = BigDecimal.TEN.pow(15);

  private OpleadId() {}

  /** Reads the first place that exists; empty if it holds no id. */
  static Optional<String> in(JsonNode answer, AnswerPlaces places) {
    return places
        .in(answer)
        .filter(value -> value.isTextual() || value.isNumber())
        .flatMap(value -> written(value).stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !NONE.contains(FieldName.of(text)))
        .findFirst()
        .flatMap(text -> ADDRESS.matcher(text).matches() ? inAddress(text, "") : Optional.of(text))
        .filter(id -> FORM.matcher(id).matches());
  }

  /** Digits without exponent; numbers with a fraction or too large to be exact are not ids. */
  private static Optional<String> written(JsonNode value) {
    if (!value.isNumber() || value.isIntegralNumber()) {
      return Optional.of(value.asText());
    }
    BigDecimal number = value.decimalValue();
    boolean exact =
        number.precision() - number.scale() <= EXACT.precision()
            && number.abs().compareTo(EXACT) < 0
            && number.stripTrailingZeros().scale() <= 0;
    return exact ? Optional.of(number.toBigInteger().toString()) : Optional.empty();
  }

  /**
   * The last path segment of an absolute or relative address if it has a digit or is below the
   * given path; otherwise it may be a word such as {@code leads} or {@code thanks}.
   *
   * @param below the path of a collection, or the empty string
   */
  static Optional<String> inAddress(String address, String below) {
    String whole = SCHEME_AND_HOST.matcher(address.strip()).replaceFirst("").split("[?#]", 2)[0];
    String path = "/" + withoutSlashesAtEnd(whole);
    int last = path.lastIndexOf('/');
    boolean isBelow = !below.isEmpty() && path.substring(0, last).endsWith(below);
    return decoded(path.substring(last + 1).split(";", 2)[0])
        .map(name -> DATA_SUFFIX.matcher(name).replaceFirst(""))
        .filter(name -> isBelow || !NO_NAME.matcher(name).matches())
        .filter(id -> FORM.matcher(id).matches() && !NONE.contains(id));
  }

  /** No regular expression, whose time for many slashes before a last segment is quadratic. */
  private static String withoutSlashesAtEnd(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static Optional<String> decoded(String segment) {
    try {
      return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
