/**
 * What every HTTP answer has in common: the request id ({@link io.leadloop.http.RequestId}), the
 * limits on bodies and slow senders ({@link io.leadloop.http.body.BodyReading}), the memory that
 * callers may fill ({@link io.leadloop.http.body.BodyBudget}, {@link
 * io.leadloop.http.connection.GuardedTransportProvider}), bodies that are read strictly ({@link
 * io.leadloop.http.JsonBodies}), pages, and the problem document of RFC 9457 ({@link
 * io.leadloop.http.ProblemMappers} turns every exception into one {@link
 * io.leadloop.http.Problem}); and the buckets in which requests are timed. It knows no feature and
 * no table.
 */
package io.leadloop.http;
