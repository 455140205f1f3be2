/**
 * Strict parsing of JSON bodies: {@link io.leadloop.http.json.JsonBodies} rejects what a body may
 * not have, with a pointer to each fault.
 */
package io.leadloop.http.json;
