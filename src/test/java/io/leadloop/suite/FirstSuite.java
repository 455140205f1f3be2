package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * A third of the tests of the application, by their names; all three take about as long. This one
 * has those in a browser, which they share. Those of a profile are a suite of their own.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns({".*\\.[A-EG-J][^.]*Test", FirstSuite.IN_A_BROWSER})
@ExcludeClassNamePatterns(NarrowSuite.CLASSES)
class FirstSuite {
  static final String IN_A_BROWSER = ".*BrowserTest";
}
