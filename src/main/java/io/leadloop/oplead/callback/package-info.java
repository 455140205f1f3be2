/**
 * Reads callbacks (JSON, form or query, in any charset) into a status label, time, amount and
 * appointment. An unreadable callback changes nothing.
 */
package io.leadloop.oplead.callback;
