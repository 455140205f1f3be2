/**
 * Guards each connection from its first byte: a deadline for the request head, one request at a
 * time, an idle time-out that spares requests in work, a charge for unread responses, and a problem
 * document for input that is not HTTP.
 */
package io.leadloop.http.connection;
