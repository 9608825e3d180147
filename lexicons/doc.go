// Package lexicons holds the instruments of a study: lexicons of loaded terms
// and rosters of actors. It reads them from every format in use, checks them,
// writes them, and carries a few of its own.
package lexicons
