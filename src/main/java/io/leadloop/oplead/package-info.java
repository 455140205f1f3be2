/**
 * Everything that is known of Oplead: how to call it, what its answers mean, how to read its
 * callbacks, and what its statuses are called.
 *
 * <p>The doors are {@link io.leadloop.oplead.OpleadClient}, which yields an {@link
 * io.leadloop.oplead.answer.Outcome} for every lead and never a failure, and {@link
 * io.leadloop.oplead.callback.CallbackReader}. What is only assumed of Oplead is a member of the
 * API profile ({@link io.leadloop.oplead.profile.OpleadProfile}, src/docs/oplead.md). A call passes
 * through AccountRequests, HostResolver, Exchange, AnswerBody, OutcomeClassifier and RefusalFinder,
 * in that order; a callback through CallbackBody, CallbackTree, CallbackDocuments and
 * StatusLabelFinder.
 *
 * <p>This package keeps nothing, retries nothing and logs no lead, address or token: when to send
 * again is decided by whoever calls it.
 */
package io.leadloop.oplead;
