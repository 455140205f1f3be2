package io.leadloop.reference;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param level of its heading, in Markdown's signs
 * @param prefix what their keys begin with
 * @param text what they are for
 */
record Section(String level, String prefix, String text, List<Setting> settings) {
  String heading() {
    return level + " `" + prefix + "`";
  }
}
