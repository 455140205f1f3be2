package io.leadloop.http.connection;

import io.leadloop.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;

/**
 * Spares each request a search for its path's template. With lazy authentication, Quarkus REST
 * builds its matcher of all paths for every request, in case authentication fails before a resource
 * is matched; nothing here authenticates that early. It does so only where the failure handler is
 * still the default one. The resource's template is set when it is matched, as always.
 */
@ApplicationScoped
class TemplateSearchSkip {
  private static final BiConsumer<RoutingContext, Throwable> FAIL = TemplateSearchSkip::fail;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL);
          request.next();
        },
        FilterOrder.AUTHENTICATION_FAILURE);
  }

  /** What the handler of Quarkus REST does. */
  private static void fail(RoutingContext request, Throwable failure) {
    DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(request, failure);
    if (!request.failed()) {
      request.fail(DefaultAuthFailureHandler.extractRootCause(failure));
    }
  }
}
