package io.leadloop.command.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends requests with a key to one gateway, and turns its problems into messages. */
public final class GatewayClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  static final int FIRST_ERROR = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI gateway;
  private final String key;

  /**
   * @throws CommandFailure if the address is not one of a gateway
   */
  public GatewayClient(URI gateway, String key) {
    if (gateway.getHost() == null || !String.valueOf(gateway.getScheme()).matches("https?")) {
      throw new CommandFailure(
          ExitStatus.WRONG_USAGE,
          gateway + " is not the address of a gateway, such as https://leads.example.com.");
    }
    this.gateway = gateway;
    this.key = key;
  }

  /** An empty body. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Sends one request; the lines of its answer arrive while they are read.
   *
   * @param path with its query
   * @param custom adds what is particular to the request, such as its accepted type
   * @throws CommandFailure if there is no answer, or an error
   */
  public HttpResponse<Stream<String>> send(
      String method, String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> custom) {
    HttpRequest request = custom.apply(request(method, path, body)).build();
    try {
      HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
      if (response.statusCode() >= FIRST_ERROR) {
        throw failure(response.statusCode(), response.body().collect(Collectors.joining("\n")));
      }
      return response;
    } catch (IOException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.");
    }
  }

  /**
   * Posts a file of lines, and reads the answer meanwhile: for long lists, whose answer is long.
   *
   * @param answer where the lines of the answer are, afterwards
   * @throws CommandFailure if there is no answer, or an error
   */
  public void post(String path, Path lines, Path answer) {
    try {
      new FileExchange(address(path), key, CONNECT_TIMEOUT).post(lines, answer);
    } catch (FileExchange.RefusedException e) {
      throw failure(e.status(), e.body());
    } catch (CompletionException e) {
      throw unavailable(e.getCause());
    }
  }

  private CommandFailure unavailable(Throwable cause) {
    return new CommandFailure(
        ExitStatus.UNAVAILABLE, "The gateway at " + gateway + " does not answer: " + reason(cause));
  }

  private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    try {
      return HttpRequest.newBuilder(address(path))
          .header("Authorization", "Bearer " + key)
          .method(method, body);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the key.
      throw new CommandFailure("The key has characters that no key has.");
    }
  }

  /** A proxy may serve the gateway below a path. */
  private URI address(String path) {
    String base = gateway.getRawPath().replaceFirst("/+$", "");
    return gateway.resolve(base + path);
  }

  /** Parses a line or a body of an answer. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CommandFailure("The response is not JSON; check the gateway's address.");
    }
  }

  /** The JDK's client gives the usual failures no message. */
  private static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
    }
    String message = e instanceof ConnectException ? "no connection" : e.getClass().getSimpleName();
    return Optional.ofNullable(e.getMessage()).orElse(message);
  }

  private static CommandFailure failure(int http, String body) {
    ExitStatus status = ExitStatus.ofHttp(http);
    try {
      return new CommandFailure(status, http + " " + message(JSON.readTree(body)));
    } catch (JsonProcessingException e) {
      return new CommandFailure(status, http + ": not a response of the gateway.");
    }
  }

  /** The problem's title and detail, with the pointer of each error; nothing twice. */
  private static String message(JsonNode problem) {
    String title = problem.path("title").asText();
    String detail = problem.path("detail").asText();
    String first = problem.path("errors").path(0).path("pointer").asText();
    StringBuilder message = new StringBuilder(title);
    boolean isRepeated = !first.isEmpty() && detail.startsWith(first);
    if (!detail.isEmpty() && !detail.equals(title) && !isRepeated) {
      message.append(": ").append(detail);
    }
    for (JsonNode error : problem.path("errors")) {
      message.append("\n  ").append(error.path("pointer").asText());
      message.append(' ').append(error.path("detail").asText());
    }
    return message.toString();
  }
}
