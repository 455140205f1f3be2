/**
 * The older form import's door: providers that already post leads to Oplead's import change only
 * the host. A form's token identifies the provider and the customer ({@link
 * io.leadloop.access.FormAuthentication}); its fields become a lead as in {@link
 * io.leadloop.intake}, and its file a document. The token is in no log, error or document.
 */
package io.leadloop.form;
