/**
 * HTTP in: administrators' own keys with their roles, the browsers that are signed in to the
 * console, and the audit.
 */
package io.leadloop.admin.access;
