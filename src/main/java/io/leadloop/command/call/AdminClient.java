package io.leadloop.command.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls the administrator API ({@code src/docs/openapi.yaml}). */
public final class AdminClient {
  private static final String PATH = "/admin/v1";
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(5);
  private static final String JSON = "application/json";

  private final GatewayClient gateway;

  public AdminClient(GatewayClient gateway) {
    this.gateway = gateway;
  }

  /**
   * A path with values in it.
   *
   * @param format with {@code %s} for each value
   * @throws CommandFailure if a value would make it the path of another call
   */
  public static String path(String format, Object... values) {
    return format.formatted(
        Arrays.stream(values).map(value -> segment(value.toString())).toArray());
  }

  /** One session without its id would be all sessions. */
  private static String segment(String value) {
    if (value.isBlank()) {
      throw new CommandFailure(
          ExitStatus.WRONG_USAGE, "A name or an id is empty; perhaps a variable is not set.");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new CommandFailure(ExitStatus.WRONG_USAGE, value + " is not a name or an id.");
    }
    return encode(value);
  }

  public JsonNode get(String path) {
    JsonNode answer = answer("GET", path, null);
    if (answer.isMissingNode()) {
      throw new CommandFailure("The response is empty; check the gateway's address.");
    }
    return answer;
  }

  /**
   * @param query parameters; null values are ignored
   */
  public JsonNode get(String path, Map<String, ?> query) {
    return get(path + "?" + query(query));
  }

  public JsonNode post(String path) {
    return answer("POST", path, null);
  }

  public JsonNode post(String path, JsonNode body) {
    return answer("POST", path, body);
  }

  public JsonNode put(String path, JsonNode body) {
    return answer("PUT", path, body);
  }

  public JsonNode patch(String path, JsonNode body) {
    return answer("PATCH", path, body);
  }

  public JsonNode delete(String path) {
    return answer("DELETE", path, null);
  }

  /**
   * The items of a list, page by page as they are read; a page may be empty and have a next one.
   *
   * @param query filters; null values are ignored
   * @param cursor the parameter that continues the list, {@code after} or {@code before}
   */
  public Stream<JsonNode> items(String path, Map<String, ?> query, String cursor) {
    return Stream.iterate(
            Optional.of(get(path, query)),
            Optional::isPresent,
            page -> page.flatMap(p -> next(p, path, query, cursor)))
        .flatMap(page -> items(page.get()));
  }

  private static Stream<JsonNode> items(JsonNode page) {
    if (!page.path("items").isArray()) {
      throw new CommandFailure("The response is not a list; check the gateway's address.");
    }
    return page.get("items").valueStream();
  }

  private Optional<JsonNode> next(JsonNode page, String path, Map<String, ?> query, String cursor) {
    if (!page.hasNonNull("next")) {
      return Optional.empty();
    }
    Map<String, Object> continued = new HashMap<>(query);
    continued.put(cursor, page.get("next").asText());
    return Optional.of(get(path, continued));
  }

  /**
   * The lines of a list as CSV, page by page as they are read; the header line comes once.
   *
   * @param query filters; null values are ignored
   */
  public Stream<String> csv(String path, Map<String, ?> query) {
    HttpResponse<Stream<String>> first = csvPage(path, query(query));
    return Stream.iterate(
            Optional.of(first), Optional::isPresent, page -> nextCsv(path, page.get()))
        .map(Optional::get)
        .flatMap(page -> page == first ? page.body() : page.body().skip(1));
  }

  private HttpResponse<Stream<String>> csvPage(String path, String query) {
    return send("GET", path + "?" + query, null, "text/csv");
  }

  private Optional<HttpResponse<Stream<String>>> nextCsv(
      String path, HttpResponse<Stream<String>> page) {
    return page.headers()
        .firstValue("Link")
        .map(link -> csvPage(path, link.replaceFirst("^<\\?([^>]*)>; rel=\"next\"$", "$1")));
  }

  /** Visits each line of a streamed response as it arrives; blank lines are keep-alives. */
  public void lines(String path, Consumer<JsonNode> lines) {
    send("POST", path, null, JSON)
        .body()
        .filter(line -> !line.isBlank())
        .map(GatewayClient::parse)
        .forEach(lines);
  }

  private JsonNode answer(String method, String path, JsonNode body) {
    String answer = send(method, path, body, JSON).body().collect(Collectors.joining("\n"));
    return answer.isBlank() ? MissingNode.getInstance() : GatewayClient.parse(answer);
  }

  private HttpResponse<Stream<String>> send(
      String method, String path, JsonNode body, String accepted) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    return gateway.send(
        method,
        PATH + path,
        publisher,
        request ->
            request
                .timeout(RESPONSE_TIMEOUT)
                .header("Content-Type", JSON)
                .header("Accept", accepted));
  }

  private static String query(Map<String, ?> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue() != null)
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
