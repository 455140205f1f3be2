package io.leadloop.customer;

import java.net.URI;

/**
 * A change of how a customer's leads are sent; null members stay unchanged.
 *
 * @param byForm whether by the older form import instead of the REST API
 * @param formName the form's name at Oplead
 * @param formUrl the address of the form import
 */
public record WireChange(Boolean byForm, String formName, URI formUrl) {
  /** No change. */
  public static final WireChange NONE = new WireChange(null, null, null);
}
