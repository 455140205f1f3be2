/**
 * Request bodies and their memory: one byte budget per replica with a share for each kind of
 * caller, and a size limit and deadline for each body.
 */
package io.leadloop.http.body;
