package io.leadloop.simulator.callback;

/** The HTTP verb of a callback: Oplead's pages do not name it, so all three can be rehearsed. */
public enum CallbackVerb {
  POST,
  PUT,
  PATCH
}
