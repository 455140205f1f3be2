package io.leadloop.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests of the application in a browser, which they share. It comes last, in the process of the
 * suite that ends first: the others leave the processor time that a browser takes.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(BrowserSuite.CLASSES)
class BrowserSuite {
  static final String CLASSES = ".*BrowserTest";
}
