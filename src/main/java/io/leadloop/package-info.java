/** The gateway's start. */
package io.leadloop;
