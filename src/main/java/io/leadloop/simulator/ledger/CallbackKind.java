package io.leadloop.simulator.ledger;

/** Why a callback was sent. */
public enum CallbackKind {
  /** To the address that a lead brought along, about this lead. */
  WEBHOOK,
  /** To the address of a subscription, about any lead of its token. */
  SUBSCRIPTION,
  /** By a fault, to an address that nobody ever gave. */
  FORGED
}
