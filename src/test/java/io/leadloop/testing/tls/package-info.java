/**
 * Certificates and TLS proxies for tests, made in this process without a tool: {@link
 * io.leadloop.testing.tls.TestAuthority} issues {@link io.leadloop.testing.tls.TestCertificate}s,
 * valid, expired or for another host.
 */
package io.leadloop.testing.tls;
