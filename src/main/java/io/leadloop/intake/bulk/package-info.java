/**
 * Bulk requests, one JSON document per line: lines are split, parsed and accepted in pieces, and
 * answered by lines in the same order. Reads no faster than the client reads the answers.
 */
package io.leadloop.intake.bulk;
