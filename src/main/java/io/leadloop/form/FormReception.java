package io.leadloop.form;

import io.leadloop.access.FormAuthentication;
import io.leadloop.http.ContentTypeFilter;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.BodyReading;
import io.leadloop.limit.Allowances;
import io.leadloop.oplead.FormFields;
import io.leadloop.provider.ProviderForm;
import io.leadloop.update.document.Uploads;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/**
 * Receives a form and authenticates its provider, who spends a permit for one lead. With a file
 * that is posted after {@code form} and {@code token}, that happens before the file is read, and
 * again at its end, since a long upload may outlive the form, its provider or the grant.
 */
@Singleton
class FormReception {
  private final BodyReading bodies;
  private final Uploads uploads;
  private final PostedFormReader reader;
  private final FormFields names;
  private final FormAuthentication authentication;
  private final Allowances allowances;
  private final BodyBudget budget;
  private final long maxBytes;

  FormReception(
      BodyReading bodies,
      Uploads uploads,
      PostedFormReader reader,
      FormFields names,
      FormAuthentication authentication,
      Allowances allowances,
      BodyBudget budget,
      HttpConfig http) {
    this.bodies = bodies;
    this.uploads = uploads;
    this.reader = reader;
    this.names = names;
    this.authentication = authentication;
    this.allowances = allowances;
    this.budget = budget;
    this.maxBytes = http.maxBodyBytes();
  }

  /**
   * Receives the form; if that fails, nothing of its file stays.
   *
   * @param type of the body, without parameters
   */
  Uni<ReceivedLead> receive(String type, RoutingContext request) {
    return type.equals(MediaType.MULTIPART_FORM_DATA)
        ? receiveWithFile(request)
        : bodies
            .read(request)
            .map(body -> reader.read(type, ContentTypeFilter.given(request), body))
            .chain(posted -> admit(posted, request).map(form -> new ReceivedLead(form, posted)));
  }

  private Uni<ReceivedLead> receiveWithFile(RoutingContext request) {
    FormGate gate =
        new FormGate(
            names,
            reader::read,
            posted -> admit(posted, request),
            () -> budget.open(request),
            provider -> uploads.enter(provider, request),
            maxBytes);
    return uploads
        .receive(request, gate)
        .map(received -> reader.read(received.fields(), received.file()))
        .chain(
            posted ->
                (gate.isAuthenticated() ? authenticate(posted, request) : admit(posted, request))
                    .onFailure()
                    .call(posted::discard)
                    .map(form -> new ReceivedLead(form, posted)));
  }

  private Uni<ProviderForm> admit(PostedForm posted, RoutingContext request) {
    return authenticate(posted, request)
        .call(form -> allowances.take(form.provider(), request.response()));
  }

  private Uni<ProviderForm> authenticate(PostedForm posted, RoutingContext request) {
    return authentication.authenticate(request, posted.name(), posted.token());
  }

  /** A lead that was posted by a form of a provider. */
  record ReceivedLead(ProviderForm form, PostedForm posted) {}
}
