/**
 * HTTP in: providers submit, list, read and erase their leads, and read the contract's documents. A
 * resource maps the request, calls {@code intake}, {@code lead} or {@code retention}, and maps the
 * result. A caller sees only its own leads.
 */
package io.leadloop.api;
