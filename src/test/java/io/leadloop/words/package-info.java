/**
 * Reads the documents, and the comments and messages of the project's sources, and finds the words
 * in them for which plain technical English has better ones.
 */
package io.leadloop.words;
