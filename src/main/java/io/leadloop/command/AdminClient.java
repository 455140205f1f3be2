package io.leadloop.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls the administrator API ({@code src/docs/openapi.yaml}). */
final class AdminClient {
  private static final String PATH = "/admin/v1";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(5);
  private static final int FIRST_ERROR = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI gateway;
  private final String key;

  AdminClient(URI gateway, String key) {
    this.gateway = gateway;
    this.key = key;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  JsonNode get(String path) {
    return answer(send("GET", path, null));
  }

  /**
   * @param query parameters; null values are ignored
   */
  JsonNode get(String path, Map<String, ?> query) {
    return get(path + "?" + query(query));
  }

  JsonNode post(String path) {
    return answer(send("POST", path, null));
  }

  JsonNode post(String path, JsonNode body) {
    return answer(send("POST", path, body));
  }

  JsonNode put(String path, JsonNode body) {
    return answer(send("PUT", path, body));
  }

  JsonNode patch(String path, JsonNode body) {
    return answer(send("PATCH", path, body));
  }

  JsonNode delete(String path) {
    return answer(send("DELETE", path, null));
  }

  /**
   * Visits every item of a list, page by page; a page may be empty and have a next one.
   *
   * @param query filters; null values are ignored
   */
  void list(String path, Map<String, ?> query, Consumer<JsonNode> items) {
    String filter = query(query);
    JsonNode page = get(path + "?" + filter);
    page.get("items").forEach(items);
    while (page.hasNonNull("next")) { // A page may be empty before the last one.
      String after = query(Map.of("after", page.get("next").asText()));
      page = get(path + "?" + filter + "&" + after);
      page.get("items").forEach(items);
    }
  }

  /**
   * Visits the pages of a list as CSV, the header line on the first page only.
   *
   * @param query filters; null values are ignored
   */
  void csv(String path, Map<String, ?> query, Consumer<String> pages) {
    Optional<String> next = Optional.of(query(query));
    for (boolean isFirst = true; next.isPresent(); isFirst = false) {
      HttpResponse<Stream<String>> page =
          exchange("GET", path + "?" + next.get(), null, "text/csv");
      page.body().skip(isFirst ? 0 : 1).forEach(pages);
      next =
          page.headers()
              .firstValue("Link")
              .map(link -> link.replaceFirst("^<\\?([^>]*)>; rel=\"next\"$", "$1"));
    }
  }

  /** Visits every item of a list that goes back in time, page by page. */
  void listBefore(String path, Consumer<JsonNode> items) {
    JsonNode page = get(path);
    page.get("items").forEach(items);
    while (page.hasNonNull("next")) {
      page = get(path + "?" + query(Map.of("before", page.get("next").asText())));
      page.get("items").forEach(items);
    }
  }

  /** Visits each line of a streamed response as it arrives; blank lines are keep-alives. */
  void lines(String path, Consumer<JsonNode> lines) {
    send("POST", path, null).filter(line -> !line.isBlank()).map(AdminClient::parse).forEach(lines);
  }

  private Stream<String> send(String method, String path, JsonNode body) {
    return exchange(method, path, body, "application/json").body();
  }

  private HttpResponse<Stream<String>> exchange(
      String method, String path, JsonNode body, String accepted) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(PATH + path))
            .timeout(RESPONSE_TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Accept", accepted)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
      if (response.statusCode() >= FIRST_ERROR) {
        throw failure(response);
      }
      return response;
    } catch (IOException e) {
      throw new AdminFailure("The gateway at " + gateway + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdminFailure("Interrupted.");
    }
  }

  private static JsonNode answer(Stream<String> lines) {
    String body = lines.collect(Collectors.joining("\n"));
    return body.isBlank() ? MissingNode.getInstance() : parse(body);
  }

  /** The problem's title and detail, with the pointer of each error. */
  static AdminFailure failure(HttpResponse<Stream<String>> response) {
    String body = response.body().collect(Collectors.joining("\n"));
    try {
      JsonNode problem = JSON.readTree(body);
      StringBuilder message = new StringBuilder();
      message.append(response.statusCode()).append(' ').append(problem.path("title").asText());
      message.append(": ").append(problem.path("detail").asText());
      problem
          .path("errors")
          .forEach(
              error ->
                  message
                      .append("\n  ")
                      .append(error.path("pointer").asText())
                      .append(' ')
                      .append(error.path("detail").asText()));
      return new AdminFailure(message.toString());
    } catch (JsonProcessingException e) {
      return new AdminFailure(response.statusCode() + ": not a response of the gateway.");
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AdminFailure("The response is not JSON; check the gateway's address.");
    }
  }

  private static String query(Map<String, ?> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue() != null)
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
