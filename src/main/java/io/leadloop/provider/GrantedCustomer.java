package io.leadloop.provider;

import io.leadloop.customer.CustomerId;
import java.util.UUID;

/**
 * A customer that a provider may send to.
 *
 * @param formName its form at Oplead's older form import, if leads go by that; otherwise null
 */
public record GrantedCustomer(UUID value, String formName) {
  public CustomerId id() {
    return new CustomerId(value);
  }

  /** Whether its leads go by the older form import. */
  public boolean isByForm() {
    return formName != null;
  }
}
