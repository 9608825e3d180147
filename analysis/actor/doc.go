// Package actor finds mentions of actors in texts.
package actor
