package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.provider.ProviderForm;
import io.leadloop.provider.ProviderForms;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Authenticates providers by the name and token of a form, which are in the body. A wrong token, an
 * unknown form, a disabled provider and a withdrawn grant are one refusal, and guesses are
 * throttled as those of keys.
 */
@Singleton
public class FormAuthentication {
  private final ProviderForms forms;
  private final ProviderDirectory providers;
  private final FailureThrottle throttle;
  private final ClientAddress addresses;
  private final BodyBudget budget;

  FormAuthentication(
      ProviderForms forms,
      ProviderDirectory providers,
      FailureThrottle throttle,
      ClientAddress addresses,
      BodyBudget budget) {
    this.forms = forms;
    this.providers = providers;
    this.throttle = throttle;
    this.addresses = addresses;
    this.budget = budget;
  }

  /** The form; fails with {@code unauthenticated}. */
  public Uni<ProviderForm> authenticate(RoutingContext request, String name, String token) {
    String client = addresses.networkOf(request);
    return (throttle.isOver(client)
            ? forms.authenticateSparingly(name, token)
            : forms.authenticate(name, token))
        .chain(this::ifGranted)
        .map(found -> found.orElseThrow(() -> refusal(client)))
        .invoke(form -> budget.chargeProvider(request, form.provider().slug()));
  }

  private Uni<Optional<ProviderForm>> ifGranted(Optional<ProviderForm> found) {
    return found
        .map(
            form ->
                providers
                    .isGranted(form)
                    .map(granted -> granted ? found : Optional.<ProviderForm>empty()))
        .orElseGet(() -> Uni.createFrom().item(found));
  }

  private ProblemException refusal(String client) {
    return throttle
        .refuse(client, ErrorCode.UNAUTHENTICATED, "forms or tokens")
        .orElseGet(FormAuthentication::unknown);
  }

  /** The one refusal. */
  public static ProblemException unknown() {
    return new ProblemException(
        ErrorCode.UNAUTHENTICATED, "The form or its token is not known here.");
  }
}
