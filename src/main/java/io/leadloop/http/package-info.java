/**
 * Common behaviour of all HTTP endpoints: the request id ({@link io.leadloop.http.RequestId}), the
 * limits on bodies and slow senders ({@link io.leadloop.http.body.BodyReading}), the memory budget
 * ({@link io.leadloop.http.body.BodyBudget}, {@link
 * io.leadloop.http.connection.GuardedTransportProvider}), strict parsing of bodies ({@link
 * io.leadloop.http.json.JsonBodies}), pages, and the problem document of RFC 9457 ({@link
 * io.leadloop.http.ProblemMappers} turns every exception into one {@link
 * io.leadloop.http.Problem}); and the histogram buckets of request times. It knows no feature and
 * no table.
 */
package io.leadloop.http;
