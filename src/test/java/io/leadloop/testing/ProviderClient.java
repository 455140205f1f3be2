package io.leadloop.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** A provider with many concurrent requests. */
public final class ProviderClient {
  private static final String BOUNDARY = "boundary";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String key;
  private final String customer;

  public ProviderClient(String key, String customer) {
    this.key = key;
    this.customer = customer;
  }

  /** Submits a lead that depends only on the name. */
  public CompletableFuture<HttpResponse<String>> submit(
      String gateway, String reference, String name) {
    return submitDocument(
        gateway, reference, "{\"lastname\":\"" + name + "\",\"phone\":\"0601020304\"}");
  }

  public CompletableFuture<HttpResponse<String>> submitDocument(
      String gateway, String reference, String document) {
    String body =
        "{\"customer\":\"%s\",\"reference\":\"%s\",\"lead\":".formatted(customer, reference)
            + document
            + "}";
    return send(
        request(gateway, "/v1/leads")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Attaches a document to a lead. */
  public CompletableFuture<HttpResponse<String>> attach(
      String gateway, String lead, String fileName, byte[] document) {
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        \r
        """
            .formatted(BOUNDARY, fileName);
    return send(
        request(gateway, "/v1/leads/" + lead + "/documents")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(document),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
  }

  public HttpResponse<String> get(String gateway, String path) {
    return read(gateway, path).join();
  }

  /** The same without waiting for the answer. */
  public CompletableFuture<HttpResponse<String>> read(String gateway, String path) {
    return send(request(gateway, path));
  }

  /** Requests a status of a lead by its code. */
  public CompletableFuture<HttpResponse<String>> setStatus(
      String gateway, String lead, String status) {
    return send(
        request(gateway, "/v1/leads/" + lead + "/status")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"status\":\"" + status + "\"}")));
  }

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String gateway, String path) {
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .header("Authorization", "Bearer " + key);
  }

  private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
