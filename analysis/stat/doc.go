// Package stat turns counts into estimates with intervals, contrasts and tests
// that treat a document, not a word, as the unit of evidence.
package stat
