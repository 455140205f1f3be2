package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Chooses how a request's body is read: as a document where one is attached, else as bytes. */
public final class BodyReader {

  private final Pattern documents;

  public BodyReader(String pathPrefix) {
    this.documents =
        Pattern.compile(Pattern.quote(pathPrefix) + "/leads/[^/]+/(document/add|attachments)/?");
  }

  /** Called before anything else has touched the request. */
  public Future<RequestBody> read(HttpServerRequest request) {
    return bringsDocument(request) ? DocumentBody.of(request) : RequestBody.of(request);
  }

  private boolean bringsDocument(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST) && documents.matcher(request.path()).matches();
  }
}
