/**
 * Leads in bulk, one JSON document per line: lines are split, read and accepted in pieces, and the
 * answers are lines in the same order. It reads no faster than the client takes the answers.
 */
package io.leadloop.intake.bulk;
