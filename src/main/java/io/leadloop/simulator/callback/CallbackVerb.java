package io.leadloop.simulator.callback;

/**
 * The HTTP verb of callbacks. Oplead's documentation does not specify it, so all three are
 * supported.
 */
public enum CallbackVerb {
  POST,
  PUT,
  PATCH
}
