package io.leadloop.command.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Sends requests with a key to one gateway, and turns its problems into messages. */
public final class GatewayClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;
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
   * @throws CommandFailure if there is no answer, or it is not a success; the lines throw it, too,
   *     if the answer breaks off
   */
  public HttpResponse<Stream<String>> send(
      String method, String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> custom) {
    HttpRequest request = custom.apply(request(method, path, body)).build();
    try {
      HttpResponse<Stream<String>> response = http.send(request, this::lines);
      if (isSuccess(response.statusCode())) {
        return response;
      }
      String location = response.headers().firstValue("Location").orElse(null);
      String problem = response.body().collect(Collectors.joining("\n"));
      throw failure(path, response.statusCode(), location, problem);
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
   * @throws CommandFailure if there is no answer, it is not a success, or it breaks off
   */
  public void post(String path, Path lines, Path answer) {
    try {
      new FileExchange(address(path), key, CONNECT_TIMEOUT).post(lines, answer);
    } catch (FileExchange.RefusedException e) {
      throw failure(path, e.status(), e.location(), e.body());
    } catch (FileExchange.BrokenOffException e) {
      throw brokenOff();
    } catch (CompletionException e) {
      throw unavailable(e.getCause());
    }
  }

  /** Anything but a success is a failure: a redirect is not followed, and did nothing. */
  static boolean isSuccess(int status) {
    return status >= FIRST_SUCCESS && status < FIRST_REDIRECT;
  }

  private BodySubscriber<Stream<String>> lines(ResponseInfo answer) {
    return BodySubscribers.mapping(BodyHandlers.ofLines().apply(answer), this::whole);
  }

  /** The lines of an answer that is reported if it breaks off. */
  private Stream<String> whole(Stream<String> lines) {
    Iterator<String> read = lines.iterator();
    Spliterator<String> whole =
        new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super String> action) {
            boolean isLine = hasLine(read);
            if (isLine) {
              action.accept(read.next());
            }
            return isLine;
          }
        };
    return StreamSupport.stream(whole, false).onClose(lines::close);
  }

  private boolean hasLine(Iterator<String> lines) {
    try {
      return lines.hasNext();
    } catch (UncheckedIOException e) {
      throw brokenOff();
    }
  }

  private CommandFailure brokenOff() {
    return new CommandFailure(
        ExitStatus.UNAVAILABLE, "The gateway at " + gateway + " broke off its answer.");
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

  /**
   * @param location null if the answer names none
   */
  private CommandFailure failure(String path, int http, String location, String body) {
    boolean isRedirect = http >= FIRST_REDIRECT && http < FIRST_ERROR && location != null;
    return (isRedirect ? target(path, location) : Optional.<String>empty())
        .map(
            target ->
                new CommandFailure(
                    ExitStatus.WRONG_USAGE,
                    "The gateway at %s redirects to %s; use that address."
                        .formatted(gateway, target)))
        .orElseGet(() -> new CommandFailure(ExitStatus.ofHttp(http), http + problem(body)));
  }

  /** The address to use instead, without the path of the call; empty if it cannot be read. */
  private Optional<String> target(String path, String location) {
    try {
      String target = address(path).resolve(location).toASCIIString();
      String address = target.replaceFirst("[?#].*", "");
      String called = path.replaceFirst("\\?.*", "");
      return Optional.of(
          address.endsWith(called)
              ? address.substring(0, address.length() - called.length())
              : target);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String problem(String body) {
    try {
      String message = message(JSON.readTree(body));
      return message.isBlank() ? ": not a response of the gateway." : " " + message;
    } catch (JsonProcessingException e) {
      return ": not a response of the gateway.";
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
