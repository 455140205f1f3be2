package io.leadloop.update.document;

import java.util.List;
import java.util.Optional;

/** A form that has arrived whole. Its file, if it has one that is not empty, may be stored. */
public record ReceivedForm(List<FormField> fields, Optional<ReceivedFile> file) {}
