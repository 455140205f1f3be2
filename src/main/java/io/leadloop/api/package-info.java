/**
 * HTTP in: providers submit, list, read and erase their leads, and read the contract's documents. A
 * resource maps the request, calls {@code intake}, {@code lead} or {@code retention}, and maps the
 * result. A caller sees only its own leads.
 *
 * <p>The OpenAPI document is written by hand and served as it is ({@link
 * io.leadloop.api.OpenApiDocument}): it is shorter and has more to read than one generated from
 * annotations, which were a third of the resources. The cost is that a change of a call is made
 * twice; tests compare methods, parameters, media types, roles and members in both directions.
 */
package io.leadloop.api;
