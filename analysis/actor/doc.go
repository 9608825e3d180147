// Package actor finds mentions of actors in texts: states, governments,
// persons, organisations, groups and peoples, by the aliases that a roster
// lists.
//
// Aliases are patterns of package lexicons and match as package match says,
// with these rules of their own:
//
//   - A capital of an alias must be a capital in the text: "US" is not "us",
//     "Turkey" is not "turkey". A small letter matches either, so that a name
//     is found in a headline all in capitals.
//   - The longest name stands, and no two mentions overlap.
//   - A one-word alias in -i or -an of anyone but a person matches its plural:
//     "Israelis", "Iranians", "Houthis".
//
// # Namesakes
//
// A name is not the actor's where the words around it make it another's. The
// roster lists such contexts ("not"), and these rules hold for every roster.
// The words they go by are data: context.txt, decoys.txt and nicknames.txt in
// this package.
//
//   - Names that hold the name of an actor without being it: "New Mexico",
//     "Voice of America", "South China Sea". One that an actor lists as an
//     alias is that actor's.
//   - A place or people before the name of a paper, carrier or school: "Moscow
//     Times", "American Airlines", "Tehran University"; but not an acronym
//     ("the U.S. Post Office"). Words that are such names only sometimes ("Russia Today")
//     count where the sentence is not written like a headline.
//   - A person before the name of a thing: "Trump Tower", "Clinton Foundation";
//     a bare surname before "Jr.".
//   - A bare surname (a one-word alias that is the last word of a longer name
//     of the person) directly after a word with a capital that could be another
//     first name: "Hunter Biden" is not Joe Biden. The word may be a first name
//     of the person or a form of it (Mike, Michael), a title, a state or party or any name of another actor
//     that is no person, a day or month, an acronym, or a possessive ("Russian
//     President Putin", "Iran’s Raisi", "Sen. Clinton"). Where letter case tells
//     nothing, at the start of a sentence and in headlines, only a common first
//     name makes it another's.
//   - A first name (an alias that is the first word of a longer name) before a
//     word with a capital that is not the person's: "Hillary Duff".
//   - A state directly after a common first name: "Michael Jordan".
//   - "US" in a sentence all in capitals, unless it comes first or after "THE";
//     "WHO", "IT" and the like anywhere in one: nobody can tell them from the
//     words.
//
// What these rules do not look for: names in small letters, and which of two
// persons with one surname a text means after it has named both. Pronouns and
// descriptions ("he", "the president") are resolved by package coref.
package actor
