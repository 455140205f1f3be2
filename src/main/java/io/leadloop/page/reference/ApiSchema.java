package io.leadloop.page.reference;

import java.util.List;

/**
 * An object with members.
 *
 * @param description empty for none
 */
record ApiSchema(String name, String description, List<ApiField> fields) {}
