package io.leadloop.page.reference;

/**
 * A parameter of a call, or a member of an object.
 *
 * @param place of a parameter: path, query or header; empty for a member
 * @param limits keywords of its schema, such as {@code maxLength 63}; empty for none
 * @param description empty for none
 */
record ApiField(
    String name,
    String place,
    ApiType type,
    boolean isRequired,
    String limits,
    String description) {}
