/**
 * HTTP in: providers read stored events as pages (the feed) or as a stream (SSE). One reader per
 * replica serves all streams of up to 100 providers; it reads only committed events.
 */
package io.leadloop.api.event;
