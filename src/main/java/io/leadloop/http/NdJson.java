package io.leadloop.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The media type of endless bodies: a JSON value a line, read as it comes by whoever takes it. */
public final class NdJson {
  public static final String MEDIA_TYPE = "application/x-ndjson";

  private NdJson() {}

  /** Whether the body is such a stream, with or without parameters. */
  static boolean isBodyOf(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length())
        && (type.length() == MEDIA_TYPE.length()
            || " ;".indexOf(type.charAt(MEDIA_TYPE.length())) >= 0);
  }
}
