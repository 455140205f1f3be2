package io.leadloop.console.customer;

import io.leadloop.admin.customer.CustomerAdministration;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Checks a token that was just saved. The customer is changed already, so the page shows that even
 * if the check could not be made or its result not be stored.
 */
@Singleton
class SavedTokenCheck {
  private static final Logger LOG = Logger.getLogger(SavedTokenCheck.class);

  private final CustomerAdministration customers;

  SavedTokenCheck(CustomerAdministration customers) {
    this.customers = customers;
  }

  /** Never fails. */
  Uni<Void> check(String slug) {
    return customers
        .verify(slug)
        .onFailure()
        .invoke(e -> LOG.warnf("saved token not checked customer=%s cause=%s", slug, e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
