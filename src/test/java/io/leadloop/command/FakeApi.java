package io.leadloop.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A gateway that records requests and answers them as the test wants. */
final class FakeApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /**
   * @param call a method and a path, such as {@code GET /admin/v1/keys}
   */
  void answer(String call, int status, String body) {
    answer(call, status, Map.of(), body);
  }

  void answer(String call, int status, Map<String, String> headers, String body) {
    answers.put(call, new Answer(status, headers, body, 0));
  }

  /** The answer begins with this, and its end is missing. */
  void breakOff(String call, int status, String body) {
    answers.put(call, new Answer(status, Map.of(), body, 1_000));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
    requests.add(request);
    Answer answer = answers.getOrDefault(request.call(), Answer.USUAL);
    byte[] bytes = answer.body().getBytes(UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    int length = bytes.length + answer.missing();
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  record Request(String method, String path, String query, JsonNode body) {
    String call() {
      return method + " " + path;
    }

    List<String> parameters() {
      return Arrays.stream(query.split("&"))
          .filter(each -> !each.isEmpty())
          .map(each -> each.substring(0, each.indexOf('=')))
          .toList();
    }
  }

  /**
   * @param missing how many bytes are announced, and do not come
   */
  private record Answer(int status, Map<String, String> headers, String body, int missing) {
    /** A list, or the result of any command that reads one. */
    static final Answer USUAL =
        new Answer(
            200, Map.of(), "{\"items\": [], \"next\": null, \"resealed\": 0, \"letters\": 0}", 0);
  }
}
