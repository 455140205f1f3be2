package io.leadloop.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A leniently parsed content type: names in any case, parameters in any order, quoted or not, empty
 * or without a value.
 *
 * @param type in lower case, such as {@code application/json}
 * @param parameters values by lower-case name; the first of equal names counts
 */
public record ContentType(String type, Map<String, String> parameters) {
  static final ContentType BYTES = new ContentType("application/octet-stream", Map.of());

  private static final String JSON = "application/json";
  private static final String JSON_LINES = "application/x-ndjson";
  private static final Set<String> NAMES_OF_JSON =
      Set.of(JSON, "text/json", "application/x-json", "text/x-json");
  private static final Set<String> NAMES_OF_JSON_LINES =
      Set.of(
          JSON_LINES,
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonl",
          "application/jsonlines",
          "application/x-jsonlines",
          "application/json-lines",
          "application/x-json-lines",
          "application/stream+json",
          "application/x-json-stream",
          "text/ndjson",
          "text/x-ndjson",
          "text/jsonl",
          "text/x-jsonl",
          "text/jsonlines");

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TYPE =
      Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")\\s*(?:;(.*))?", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile(TOKEN);

  /** {@link #BYTES} if it is malformed. */
  public static ContentType parse(String header) {
    Matcher whole = TYPE.matcher(header);
    return whole.matches()
        ? new ContentType(whole.group(1).toLowerCase(Locale.ROOT), parameters(whole.group(2)))
        : BYTES;
  }

  /** The parameter, if present and not empty. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /** The canonical name without empty parameters. */
  String canonical() {
    if (NAMES_OF_JSON_LINES.contains(type)) {
      return JSON_LINES;
    } else if (NAMES_OF_JSON.contains(type) || type.matches("application/.+\\+json")) {
      return JSON;
    }
    StringBuilder name = new StringBuilder(type);
    parameters.forEach(
        (parameter, value) -> {
          if (!value.isEmpty()) {
            name.append("; ").append(parameter).append('=').append(quoted(value));
          }
        });
    return name.toString();
  }

  private static String quoted(String value) {
    return NAME.matcher(value).matches()
        ? value
        : '"' + value.replaceAll("[\"\\\\]", "\\\\$0") + '"';
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int length = text == null ? 0 : text.length();
    for (int at = 0; at < length; ) {
      int end = endOfParameter(text, at);
      String parameter = text.substring(at, end);
      int equals = parameter.indexOf('=');
      String name = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
      if (NAME.matcher(name).matches()) {
        parameters.putIfAbsent(
            name.toLowerCase(Locale.ROOT),
            equals < 0 ? "" : unquoted(parameter.substring(equals + 1).strip()));
      }
      at = end + 1;
    }
    return parameters;
  }

  /** Ignores semicolons in quotes. */
  private static int endOfParameter(String text, int from) {
    boolean isQuoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isQuoted && c == '\\') {
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ';' && !isQuoted) {
        return i;
      }
    }
    return text.length();
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }
}
