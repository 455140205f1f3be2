package io.leadloop.form;

/**
 * A file in a posted form.
 *
 * @param part the name of its part
 * @param fileName as it was posted, or null
 */
record PostedFile(String part, String fileName, byte[] bytes) {
  /** Omits the name and the content. */
  @Override
  public String toString() {
    return "PostedFile[" + bytes.length + " bytes]";
  }
}
