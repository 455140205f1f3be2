/**
 * What every HTTP answer has in common: the request id ({@link io.leadloop.http.RequestId}), a
 * limit on bodies ({@link io.leadloop.http.BodyLimit}), pages, and the problem document of RFC 9457
 * ({@link io.leadloop.http.ProblemMappers} turns every exception into one {@link
 * io.leadloop.http.Problem}). It knows no feature and no table.
 */
package io.leadloop.http;
