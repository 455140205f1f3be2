/**
 * The knowledge of Oplead: how to call it, the meaning of its answers, the format of its callbacks,
 * and its status labels.
 *
 * <p>The entry points are {@link io.leadloop.oplead.OpleadClient}, which returns an {@link
 * io.leadloop.oplead.answer.Outcome} for every lead and never fails, and {@link
 * io.leadloop.oplead.callback.CallbackReader}. Assumptions about Oplead are members of the API
 * profile ({@link io.leadloop.oplead.profile.OpleadProfile}, src/docs/administrator/oplead.md). A
 * call passes through AccountRequests, HostResolver, Exchange, AnswerBody, OutcomeClassifier and
 * RefusalFinder, in that order; a callback through CallbackBody, CallbackTree, CallbackDocuments
 * and StatusLabelFinder.
 *
 * <p>This package stores nothing, retries nothing and logs no lead, address or token; its callers
 * decide when to retry.
 */
package io.leadloop.oplead;
