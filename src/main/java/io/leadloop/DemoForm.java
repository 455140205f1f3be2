package io.leadloop;

import io.leadloop.customer.Customer;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderForms;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The demo's customer whose Oplead is reached by its older form import, and the form by which the
 * provider posts to it.
 */
@ApplicationScoped
class DemoForm {
  static final String CUSTOMER = "menuiseries-martin";
  static final String FORM = "devis";

  private final DemoCustomers customers;
  private final Providers providers;
  private final ProviderForms forms;
  private final DemoSecret kept;

  DemoForm(
      EmbeddedConfig embedded, DemoCustomers customers, Providers providers, ProviderForms forms) {
    this.customers = customers;
    this.providers = providers;
    this.forms = forms;
    this.kept = new DemoSecret(Path.of(embedded.dataDir()).resolve("demo-form.token"));
  }

  /**
   * Creates a missing customer or form; the token of the provider's form.
   *
   * @param url of the simulated form import, which accepts the token
   */
  Uni<String> start(Provider provider, URI url, String token) {
    AccountWire wire = AccountWire.form(new FormImport(FORM, Optional.of(url)));
    return customers
        .connect(CUSTOMER, "Menuiseries Martin", new OpleadAccess(Optional.empty(), token, wire))
        .call(customer -> providers.grant(provider.id(), customer.id()))
        .chain(customer -> form(provider, customer));
  }

  private Uni<String> form(Provider provider, Customer customer) {
    Uni<String> added =
        Uni.createFrom()
            .item(ProviderForms::newToken)
            .call(token -> forms.add(provider, customer, FORM, token))
            .invoke(kept::store);
    return kept.read()
        .map(
            token ->
                forms
                    .authenticate(FORM, token)
                    .chain(known -> known.isPresent() ? Uni.createFrom().item(token) : added))
        .orElse(added);
  }
}
