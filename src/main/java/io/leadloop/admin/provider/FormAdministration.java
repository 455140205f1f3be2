package io.leadloop.admin.provider;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customer;
import io.leadloop.customer.Customers;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderForms;
import io.leadloop.provider.Providers;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Manages the forms of providers; each change is audited, without a token. */
@ApplicationScoped
public class FormAdministration {
  private final Providers providers;
  private final ProviderForms forms;
  private final Customers customers;
  private final Audit audit;

  FormAdministration(Providers providers, ProviderForms forms, Customers customers, Audit audit) {
    this.providers = providers;
    this.forms = forms;
    this.customers = customers;
    this.audit = audit;
  }

  /**
   * Adds a form, and shows a token that it issues this once. Fails with {@code not-found}, with
   * {@code invalid-body} for a customer that is not granted to the provider, and with {@code
   * form-taken}.
   */
  @WithTransaction
  public Uni<FormView> add(String slug, NewForm asked) {
    String issued = asked.token() == null ? ProviderForms.newToken() : null;
    String token = issued == null ? asked.token() : issued;
    return find(slug)
        .chain(
            provider ->
                granted(provider, asked.customer())
                    .chain(customer -> forms.add(provider, customer, asked.name(), token)))
        .call(
            form ->
                audit.record(
                    "provider.form.add", subject(slug, form.id()), null, FormView.of(form, null)))
        .map(form -> FormView.of(form, issued));
  }

  private Uni<Customer> granted(Provider provider, String customer) {
    return providers
        .granted(provider.id(), customer)
        .invoke(
            granted -> {
              if (granted.isEmpty()) {
                throw ProblemException.rejected(
                    ErrorCode.INVALID_BODY,
                    List.of(
                        new FieldError(
                            "/customer", "is no customer that the provider may send to")));
              }
            })
        .chain(() -> customers.find(customer))
        .map(found -> found.orElseThrow());
  }

  /** Oldest first. Fails with {@code not-found}. */
  public Uni<List<FormView>> list(String slug) {
    return find(slug)
        .chain(forms::of)
        .map(found -> found.stream().map(form -> FormView.of(form, null)).toList());
  }

  /** Removes a form, whose leads are refused within seconds. Fails with {@code not-found}. */
  @WithTransaction
  public Uni<Void> remove(String slug, String id) {
    UUID form = id(id);
    return find(slug)
        .chain(provider -> forms.remove(provider, form))
        .invoke(
            removed -> {
              if (!removed) {
                throw noForm();
              }
            })
        .chain(() -> audit.record("provider.form.remove", subject(slug, form), null, null));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw noForm();
    }
  }

  private static ProblemException noForm() {
    return Problems.notFound("form of this provider");
  }

  private Uni<Provider> find(String slug) {
    return providers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("provider")));
  }

  private static String subject(String slug, UUID form) {
    return "providers/" + slug + "/forms/" + form;
  }
}
