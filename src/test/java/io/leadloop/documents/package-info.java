/**
 * Checks the documents, which are Markdown: {@link io.leadloop.documents.Document} reads one. Links
 * lead somewhere, translations correspond, and every command runs.
 */
package io.leadloop.documents;
