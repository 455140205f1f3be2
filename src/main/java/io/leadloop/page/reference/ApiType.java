package io.leadloop.page.reference;

/**
 * What a value may be, in the notation of TypeScript.
 *
 * @param schema the object that it is or contains, as {@link ApiSchema} names it; null for none
 */
record ApiType(String text, String schema) {}
