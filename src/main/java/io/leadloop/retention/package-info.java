/**
 * Erases the personal data of a lead, on request or when its retention ends. Ids, states and times
 * remain.
 */
package io.leadloop.retention;
