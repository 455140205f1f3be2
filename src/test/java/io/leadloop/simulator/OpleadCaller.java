package io.leadloop.simulator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the simulator that shares no HTTP code with it. */
public record OpleadCaller(URI baseUrl, String token) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static final String LEAD = "{\"lastname\": \"Dupont\", \"email\": \"jean@example.com\"}";

  public static String leadFor(URI webhook) {
    return new JsonObject(LEAD).put("provider_webhook_url", webhook.toString()).encode();
  }

  public HttpResponse<String> post(String body) {
    return send("POST", "/leads", BodyPublishers.ofString(body));
  }

  public HttpResponse<String> post(byte[] body) {
    return send("POST", "/leads", BodyPublishers.ofByteArray(body));
  }

  public HttpResponse<String> post(String path, JsonObject body) {
    return post(path, body.encode());
  }

  public HttpResponse<String> post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  public HttpResponse<String> post(String path, FormBody form) {
    return send(
        "POST", path, BodyPublishers.ofByteArray(form.bytes()), "Content-Type", form.contentType());
  }

  HttpResponse<String> put(String path, JsonObject body) {
    return send("PUT", path, BodyPublishers.ofString(body.encode()));
  }

  /** Posts a lead with this webhook, if not null, and returns its id. */
  public String leadFrom(URI webhook) {
    return new JsonObject(post(webhook == null ? LEAD : leadFor(webhook)).body()).getString("id");
  }

  public HttpResponse<String> get(String path) {
    return call("GET", path);
  }

  public HttpResponse<String> call(String verb, String path) {
    return send(verb, path, BodyPublishers.noBody());
  }

  /** The response once its head has arrived. */
  HttpResponse<InputStream> stream(String verb, String path, String body) {
    return send(verb, path, BodyPublishers.ofString(body), BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> send(
      String verb, String path, HttpRequest.BodyPublisher body, String... headers) {
    return send(verb, path, body, BodyHandlers.ofString(), headers);
  }

  private <T> HttpResponse<T> send(
      String verb,
      String path,
      HttpRequest.BodyPublisher body,
      HttpResponse.BodyHandler<T> reader,
      String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(baseUrl + path));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    HttpRequest request =
        builder.header("Authorization", "Bearer " + token).method(verb, body).build();
    try {
      return CLIENT.send(request, reader);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
