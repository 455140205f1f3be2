/**
 * HTTP in: providers manage their endpoints, and administrators those of any provider. {@link
 * io.leadloop.push.request.EndpointRequests} serves both; {@link
 * io.leadloop.push.request.AuditedEndpoints} makes each change and its audit entry in one
 * transaction. It delivers nothing.
 */
package io.leadloop.push.request;
