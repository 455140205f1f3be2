package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * A third of the tests of the application, by their names; all three take about as long. Those in a
 * browser and those of a profile are suites of their own.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(".*\\.[A-EG-KU][^.]*Test")
@ExcludeClassNamePatterns({NarrowSuite.CLASSES, BrowserSuite.CLASSES})
class FirstSuite {}
