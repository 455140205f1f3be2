/**
 * Documents on their way in: {@link io.leadloop.update.document.Uploads} reads a multipart form no
 * faster than it stores it, {@link io.leadloop.update.document.DocumentTypes} recognises the
 * content, and {@link io.leadloop.update.document.DocumentChunks} keeps it, sealed, until Oplead
 * has it.
 */
package io.leadloop.update.document;
