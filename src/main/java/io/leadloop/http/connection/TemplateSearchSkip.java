package io.leadloop.http.connection;

import io.leadloop.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Spares each request a search for its path's template. With lazy authentication, Quarkus REST
 * builds its matcher of all paths for every request, in case authentication fails before a resource
 * is matched; nothing here authenticates that early. It does so only where the failure handler is
 * still the default one. The resource's template is set when it is matched, as always.
 *
 * <p>The handler is removed, as Quarkus REST removes its own when it takes the request over: with
 * any handler, a failed authentication would be answered twice.
 */
@ApplicationScoped
class TemplateSearchSkip {
  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          request.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
          request.next();
        },
        FilterOrder.AUTHENTICATION_FAILURE);
  }
}
