package io.leadloop.update;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.BodyLimit;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.regex.Pattern;

/** Gives documents a limit of their own: they are longer than other bodies, and read in pieces. */
@ApplicationScoped
class DocumentBodies {
  private static final int BEFORE_THE_LIMIT = 950;

  /** What stands around a document in its multipart body, at most. */
  private static final long FRAME_BYTES = 64 * 1024;

  private static final Pattern DOCUMENTS =
      Pattern.compile("/v1/leads(;[^/]*)?/[^/]+/documents(;[^/]*)?/*");

  private final DocumentConfig config;

  DocumentBodies(DocumentConfig config) {
    this.config = config;
  }

  void register(@Observes Filters filters) {
    filters.register(this::raise, BEFORE_THE_LIMIT);
  }

  private void raise(RoutingContext request) {
    if (isDocument(request)) {
      BodyLimit.raise(request, config.maxBytes() + FRAME_BYTES);
    }
    request.next();
  }

  private static boolean isDocument(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA)
        && request.request().method() == HttpMethod.POST
        && DOCUMENTS.matcher(request.normalizedPath()).matches();
  }

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "No document may be longer than %d bytes.".formatted(maxBytes));
  }
}
