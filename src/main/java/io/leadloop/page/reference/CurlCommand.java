package io.leadloop.page.reference;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line that makes a call. Parameters of the path are variables of the shell, and so is
 * the key, so that neither has to be edited in the command.
 */
record CurlCommand(
    String method,
    String path,
    boolean hasKey,
    List<ApiField> parameters,
    List<ApiContent> bodies) {
  /** Stands for scheme and host, which are the reader's own. */
  static final String GATEWAY = "https://gateway.invalid";

  private static final String CONTINUED = " \\\n  ";
  private static final String NO_BODY = "{}";
  private static final String ANYTHING = "*/*";
  private static final String MULTIPART = "multipart/form-data";
  private static final List<String> PREFERRED =
      List.of("application/json", "application/x-ndjson", MULTIPART);

  String text() {
    List<String> parts = new ArrayList<>();
    parts.add("curl" + verb() + " \"" + GATEWAY + target() + "\"");
    if (hasKey) {
      parts.add("-H \"Authorization: Bearer $LEADLOOP_KEY\"");
    }
    body().ifPresent(body -> addBody(body, parts));
    return String.join(CONTINUED, parts);
  }

  private String verb() {
    return switch (method) {
      case "GET" -> "";
      case "HEAD" -> " --head";
      default -> " -X " + method;
    };
  }

  private String target() {
    String query =
        parameters.stream()
            .filter(parameter -> parameter.isRequired() && parameter.place().equals("query"))
            .map(parameter -> parameter.name() + "=$" + parameter.name())
            .collect(joining("&"));
    return path.replaceAll("\\{(\\w+)}", "\\$$1") + (query.isEmpty() ? "" : "?" + query);
  }

  private Optional<ApiContent> body() {
    return PREFERRED.stream()
        .flatMap(type -> bodies.stream().filter(body -> body.mediaType().equals(type)))
        .findFirst()
        .or(() -> bodies.stream().findFirst());
  }

  private void addBody(ApiContent body, List<String> parts) {
    if (body.mediaType().equals(MULTIPART)) {
      body.fields().stream().map(CurlCommand::part).forEach(parts::add);
      return;
    }
    if (!body.mediaType().equals(ANYTHING)) {
      parts.add("-H 'Content-Type: " + body.mediaType() + "'");
    }
    String example = body.examples().isEmpty() ? NO_BODY : body.examples().get(0);
    parts.add("--data-binary '" + example.replace("'", "'\\''") + "'");
  }

  /** A required part is a file; for others a default is given. */
  private static String part(ApiField field) {
    String value =
        field.isRequired()
            ? "@$" + field.name()
            : field.limits().replaceAll("^default (\\w+).*", "$1");
    return "-F \"%s=%s\"".formatted(field.name(), value);
  }
}
