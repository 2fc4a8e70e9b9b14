/// The version of dibao, as `--version`, user agent and article records have it.
package let dibaoVersion = "1.0.0"
