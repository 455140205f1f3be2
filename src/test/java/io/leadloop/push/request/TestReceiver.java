package io.leadloop.push.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider's endpoint on loopback, which repeats what it gets. */
final class TestReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private volatile List<String> secrets = List.of();
  private volatile int status = 200;

  TestReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/leadloop";
  }

  /** Refuses from now on what none of these has signed; with none it accepts everything. */
  void require(String... secrets) {
    this.secrets = List.of(secrets);
  }

  /** Answers with it from now on. */
  void answer(int status) {
    this.status = status;
  }

  List<Received> requests() {
    return requests;
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
    Received request = new Received(headers, new String(body, UTF_8));
    requests.add(request);
    boolean accepted = secrets.isEmpty() || secrets.stream().anyMatch(request::isSignedBy);
    exchange.sendResponseHeaders(accepted ? status : 401, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** A request that arrived. */
  record Received(HttpHeaders headers, String body) {
    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    boolean isSignedBy(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch (WebhookVerificationException e) {
        return false;
      }
    }
  }
}
