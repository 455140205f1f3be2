/**
 * Request bodies and the memory that they may fill: one byte budget per replica with a share for
 * each kind of caller, a limit and a deadline for each body.
 */
package io.leadloop.http.body;
