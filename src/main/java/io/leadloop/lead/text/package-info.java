/**
 * Detects the personal data of a lead document in other text, in any spelling, to keep it out of
 * published labels, ids and reasons.
 */
package io.leadloop.lead.text;
