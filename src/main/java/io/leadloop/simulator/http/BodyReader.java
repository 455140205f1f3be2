package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Reads a request's body as a document on the document paths, otherwise as bytes. */
public final class BodyReader {

  private final Pattern documents;

  public BodyReader(String pathPrefix) {
    this.documents =
        Pattern.compile(Pattern.quote(pathPrefix) + "/leads/[^/]+/(document/add|attachments)/?");
  }

  /** Must be called before the request is read otherwise. */
  public Future<RequestBody> read(HttpServerRequest request) {
    return hasDocument(request) ? DocumentBody.of(request) : RequestBody.of(request);
  }

  private boolean hasDocument(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST) && documents.matcher(request.path()).matches();
  }
}
