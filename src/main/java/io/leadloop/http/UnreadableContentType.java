package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;

/**
 * Takes a body whose content type cannot be read for bytes, as RFC 9110 (8.3) allows: calls that
 * take anything take it, the others refuse it. The framework would fail on it.
 */
@ApplicationScoped
public class UnreadableContentType {
  private static final int AFTER_THE_REQUEST_ID = 900;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(;.*)?");

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_REQUEST_ID);
  }

  private void check(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !isReadable(type)) {
      request.request().headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
    }
    request.next();
  }

  private static boolean isReadable(String type) {
    try {
      return TYPE.matcher(type).matches() && MediaType.valueOf(type) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
