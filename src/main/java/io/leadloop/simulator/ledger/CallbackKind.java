package io.leadloop.simulator.ledger;

/** Why a callback was sent. */
public enum CallbackKind {
  /** To a lead's own webhook. */
  WEBHOOK,
  /** To the address of a subscription, about any lead of its token. */
  SUBSCRIPTION,
  /** By a fault, to an invalid address. */
  FORGED
}
