/**
 * Codes that administrators give at run time to names of statuses that Oplead sent and no table
 * knows. {@link io.leadloop.feedback.label.LabelMappingRepository} keeps them; projection reads
 * them, and decides. {@link io.leadloop.feedback.label.LabelCorrections} corrects the leads that
 * had such a name before, step by step through the log like all feedback.
 */
package io.leadloop.feedback.label;
