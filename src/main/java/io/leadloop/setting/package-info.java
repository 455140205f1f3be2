/**
 * Checks settings before anything is started: {@link io.leadloop.setting.SettingCheck} finds names
 * that do not exist, values that cannot be read and values outside their limits, each with a
 * sentence for the operator. It knows the mappings that it is given, and no feature.
 */
package io.leadloop.setting;
