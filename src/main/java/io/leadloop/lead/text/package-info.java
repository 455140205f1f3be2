/**
 * The words of a lead document: finds a person's name, address or number in another text, however
 * it is spelled. Used to keep personal data out of labels, ids and reasons.
 */
package io.leadloop.lead.text;
