/**
 * HTTP in: administrators give codes to labels of Oplead, correct the leads that had them, and look
 * after feedback that was set aside. {@link io.leadloop.admin.feedback.LabelAdministration} and
 * {@link io.leadloop.admin.feedback.SetAsideAdministration} make each change and its audit entry in
 * one transaction. No body is shown.
 */
package io.leadloop.admin.feedback;
