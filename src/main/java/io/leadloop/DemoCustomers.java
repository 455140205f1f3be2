package io.leadloop;

import io.leadloop.customer.Customer;
import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The demo's customers, whose simulated Oplead may have another address or token than before. */
@ApplicationScoped
class DemoCustomers {
  private static final int REQUESTS_PER_MINUTE = 100;

  private final Customers customers;

  DemoCustomers(Customers customers) {
    this.customers = customers;
  }

  /** Connects the customer, which is created if it is missing. */
  Uni<Customer> connect(String slug, String name, OpleadAccess access) {
    return customers
        .find(slug)
        .chain(
            found ->
                found.isPresent()
                    ? customers.reconnect(found.get().id(), access).replaceWith(found.get())
                    : customers.onboard(slug, name, access, REQUESTS_PER_MINUTE));
  }
}
