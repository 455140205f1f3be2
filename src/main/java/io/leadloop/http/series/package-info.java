/** Metric series of served requests: an unknown method or path never creates a series. */
package io.leadloop.http.series;
