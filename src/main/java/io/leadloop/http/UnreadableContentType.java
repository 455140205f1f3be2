package io.leadloop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a body whose content type cannot be read, or is given twice, for bytes, as RFC 9110 (8.3)
 * allows: calls that take anything take it, the others refuse it. The framework would fail on it.
 */
@ApplicationScoped
public class UnreadableContentType {
  private static final int BEFORE_WHO_ASKS_FOR_THE_TYPE = 970;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(;.*)?");

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_WHO_ASKS_FOR_THE_TYPE);
  }

  private void check(RoutingContext request) {
    List<String> types = request.request().headers().getAll(HttpHeaders.CONTENT_TYPE);
    if (types.size() > 1 || types.size() == 1 && !isReadable(types.get(0))) {
      request.request().headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
    }
    request.next();
  }

  private static boolean isReadable(String type) {
    try {
      return type.equals(MediaType.APPLICATION_JSON)
          || TYPE.matcher(type).matches() && MediaType.valueOf(type) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
