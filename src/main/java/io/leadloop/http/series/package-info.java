/**
 * Metric series of served requests: an unknown method or path never creates a series of its own.
 */
package io.leadloop.http.series;
