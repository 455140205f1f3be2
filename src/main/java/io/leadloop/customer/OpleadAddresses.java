package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.profile.OpleadConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Where leads are sent to: the customer's own address, or the default one of its wire. */
@Singleton
class OpleadAddresses {
  private final URI api;
  private final URI formImport;

  OpleadAddresses(OpleadConfig config) {
    this.api = config.baseUrl();
    this.formImport = config.formUrl();
  }

  /**
   * @param baseUrl the customer's own base URL of the REST API
   */
  URI of(Optional<URI> baseUrl, AccountWire wire) {
    return wire.form()
        .map(form -> form.url().orElse(formImport))
        .orElseGet(() -> baseUrl.orElse(api));
  }
}
