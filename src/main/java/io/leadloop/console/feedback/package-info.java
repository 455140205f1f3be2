/**
 * The console's page of feedback: labels without a code and what they were mapped to, corrections
 * of leads, feedback that was set aside, and how the log and the customers' feedback are.
 */
package io.leadloop.console.feedback;
