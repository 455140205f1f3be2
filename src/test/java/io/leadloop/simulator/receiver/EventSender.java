package io.leadloop.simulator.receiver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Base64;

/** Sends events as the gateway does, signed by the library of Standard Webhooks. */
record EventSender(URI url, String secret, Instant now) {

  static final String SECRET = secret(1);
  static final String CHALLENGE = "io.leadloop.endpoint.challenge.v1";
  static final String TYPE = "io.leadloop.lead.status-changed.v1";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static EventSender to(URI url) {
    return new EventSender(url, SECRET, Instant.now());
  }

  /** A valid secret, another one for each seed. */
  static String secret(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  EventSender signedWith(String other) {
    return new EventSender(url, other, now);
  }

  EventSender at(Instant other) {
    return new EventSender(url, secret, other);
  }

  HttpResponse<String> challenge(String text) {
    String body = new JsonObject().put("challenge", text).encode();
    return send(signed("challenge-1", body).header("ce-type", CHALLENGE), BodyHandlers.ofString());
  }

  HttpResponse<String> event(String id, String lead, long sequence) {
    return event(id, lead, sequence, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> event(String id, String lead, long sequence, BodyHandler<T> reader) {
    return send(event(id, lead, sequence, "{\"sequence\": " + sequence + "}"), reader);
  }

  HttpRequest.Builder event(String id, String lead, long sequence, String body) {
    return signed(id, body)
        .header("ce-type", TYPE)
        .header("ce-subject", lead)
        .header("ce-sequence", Long.toString(sequence))
        .header("leadloop-attempt", "1");
  }

  HttpRequest.Builder signed(String id, String body) {
    return HttpRequest.newBuilder(url)
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", sign(id, body))
        .POST(BodyPublishers.ofString(body));
  }

  private String sign(String id, String body) {
    try {
      return new Webhook(secret).sign(id, now.getEpochSecond(), body);
    } catch (WebhookSigningException failure) {
      throw new AssertionError(failure);
    }
  }

  static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> reader) {
    try {
      return CLIENT.send(request.build(), reader);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
