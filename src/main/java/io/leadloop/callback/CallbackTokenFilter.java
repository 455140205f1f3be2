package io.leadloop.callback;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.feedback.callback.SubscriptionTokens;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.BodyReading;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Verifies the token of a callback before its body is read or requested: an invalid token gets 404
 * and costs no memory. A body with a valid token is limited while it is read.
 */
@ApplicationScoped
class CallbackTokenFilter {
  private static final String VERIFIED = CallbackTokenFilter.class.getName();

  private final CallbackTokens leads;
  private final SubscriptionTokens subscriptions;
  private final BodyBudget budget;
  private final CallbackConfig config;

  CallbackTokenFilter(
      CallbackTokens leads,
      SubscriptionTokens subscriptions,
      BodyBudget budget,
      CallbackConfig config) {
    this.leads = leads;
    this.subscriptions = subscriptions;
    this.budget = budget;
    this.config = config;
  }

  @ServerRequestFilter(priority = FilterOrder.CALLBACK_TOKEN)
  void check(ContainerRequestContext context, ResourceInfo resource, RoutingContext request) {
    Class<?> called = resource.getResourceClass();
    if (called == CallbackResource.class) {
      check(leads::verify, context, request);
    } else if (called == SubscriptionResource.class) {
      check(subscriptions::verify, context, request);
    }
  }

  /** The verified token of this request. */
  static <T> T verified(RoutingContext request) {
    return request.get(VERIFIED);
  }

  private void check(
      Function<String, Optional<?>> verify,
      ContainerRequestContext context,
      RoutingContext request) {
    String token = context.getUriInfo().getPathParameters().getFirst("token");
    request.put(
        VERIFIED,
        verify
            .apply(token)
            .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "No such address.")));
    BodyReading.limit(request, config.maxBodyBytes());
    budget.chargeCallback(request, token);
  }
}
