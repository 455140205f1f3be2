package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.provider.ProviderForm;
import io.leadloop.provider.ProviderForms;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Authenticates providers by the name and token of a form, which are in the body. A wrong token, an
 * unknown form and a disabled provider are one refusal, and guesses are throttled as those of keys.
 */
@Singleton
public class FormAuthentication {
  private final ProviderForms forms;
  private final FailureThrottle throttle;
  private final ClientAddress addresses;
  private final BodyBudget budget;

  FormAuthentication(
      ProviderForms forms, FailureThrottle throttle, ClientAddress addresses, BodyBudget budget) {
    this.forms = forms;
    this.throttle = throttle;
    this.addresses = addresses;
    this.budget = budget;
  }

  /** The form; fails with {@code unauthenticated}, and with {@code rate-limited}. */
  public Uni<ProviderForm> authenticate(RoutingContext request, String name, String token) {
    String client = addresses.networkOf(request);
    return (throttle.isOver(client)
            ? forms.authenticateSparingly(name, token)
            : forms.authenticate(name, token))
        .map(found -> found.orElseThrow(() -> refusal(client)))
        .invoke(form -> budget.chargeProvider(request, form.provider().slug()));
  }

  private ProblemException refusal(String client) {
    return throttle
        .refuse(client, "forms or tokens")
        .orElseGet(
            () ->
                new ProblemException(
                    ErrorCode.UNAUTHENTICATED, "The form or its token is not known here."));
  }
}
