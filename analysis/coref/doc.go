// Package coref resolves what stands for a name: pronouns ("he", "her") and
// descriptions ("the president", "the group"), where the text leaves no doubt
// about the actor that they are of.
//
// A mention has a [Form], in the terms of the ACE guidelines: it is by name
// (or by a label of a lexicon), nominal or a pronoun. A nominal mention or a
// pronoun is of the actor it is resolved to and is judged by the scorers like
// one by name. It is no chance to name the actor: a writer who puts "he" has
// made no choice among names, so that naming shares, their chances and all that
// is computed from them count names only.
//
// Precision comes first. A pronoun that is given to the wrong actor puts a
// sentence about somebody else into that actor's mean; one that is given to
// nobody only makes the interval wider. So every rule refuses where a second
// reading is left, and more than half of what a reader could resolve stays
// unresolved.
//
// # How it works
//
// There is no model and nothing is learned. The words the rules go by are
// data: words.txt and names.txt in this package. A document is read once, from
// its first word to its last, and everything that a pronoun could mean is noted
// with its place: mentions of actors by name; names of people and bodies that
// are no actors, told by their capitals, titles and first names; nouns for one
// person ("the lawyer"); and pronouns that were not resolved. All of them are
// rivals.
//
//   - A pronoun looks back over its own sentence and the two before it, across
//     the border of a paragraph, but not of a caption. Headlines and page
//     furniture are left out.
//   - Whoever is certainly of the other sex is no rival. The sex of a person is
//     that of the first name, of a title ("Ms."), or of a pronoun before.
//   - Inside marks of quotation "he" is pointed at by the one who is quoted:
//     only what was named inside the same marks counts. Outside, names inside
//     marks in sentences before do not count, and in the same sentence rule out
//     any answer.
//   - "Him" right after a verb is not the subject of the verb.
//   - "His or her" is anybody's.
//   - In five sentences without the name, the trace is lost.
//   - "It", "they" and the reflexives are left alone: "it" is too often nobody,
//     "they" too often several, and "himself" stands beside its name.
//
// A description is "the" and a head, such as "president", that ends its noun
// group ("the government said", not "the government shutdown"). It is resolved
// where the document itself gave the head to one actor and to no other: as a
// title or in apposition ("President Putin", "Putin, the president"), or inside
// the name ("the Supreme Court"). After a second owner ("another president",
// "the president of Egypt") the head is nobody's for the rest of the document.
// A person must besides be the one named most so far, for everybody knows who is
// president: an article that calls Xi president may mean another one by the
// bare title. A government must have been named in the three sentences. A
// description that is a term of a lexicon stays that and nothing else; one in
// apposition to the name ("Putin, the Russian president") is no second mention.
//
// # Rules
//
// The table gives, for each rule, how many mentions it resolves in the 14,178
// articles of AllSides (Baly et al., EMNLP 2020) with the actors in the box, how
// many of them, drawn at random, a reader who had not written the rules looked up
// with the sentences before, and how many were the actor's. What was not clear
// counts as wrong, and so does a mention whose antecedent the actors file takes
// for somebody else ("Billy Graham … Graham"). 330 were read before the reader
// made the rules refuse some classes of errors that he had found, 100 after.
//
//	rule                  n   read  right  example
//	pronoun.subject   14007     53     53  Putin lost his coat.
//	pronoun.speaker   11500     56     54  Putin said he would go.
//	pronoun.before     9687     71     67  Putin arrived at noon. Later he spoke.
//	pronoun.sentence   8815     54     54  Men close to Putin broke his word.
//	pronoun.centre     3236     51     49  Putin called Macron. He spoke for an hour.
//	nominal.title      4018     58     55  President Putin arrived. The president spoke.
//	nominal.name       1128     51     50  the Supreme Court … the court
//	nominal.state        45      8      8  President Putin … the Russian president
//	nominal.kind         44     28     26  Hamas agreed. The group freed the men.
//
// They are 52,480 mentions beside 577,577 by name. Of the 160 of the 430 that
// were drawn without regard to the rule 156 were right (98 %, 95 % interval 94 to
// 99); weighted by how often each rule is used, the 430 say the same. Of 60
// pronouns drawn from narration and indirect speech 33 were an actor's by reading;
// 10 of these were resolved, all to that actor, and no other was. With 60 more
// that are not resolved, 29 of them an actor's, that is some 37 in a hundred of
// what a reader resolves.
//
// What was tried and left out: any head that nothing but the kind of an actor
// speaks for ("Iran … the country", "Congress … the government", "Facebook … the
// organization") was right in about three cases of four.
//
// # Known weaknesses
//
//   - "The president" of a sentence about the office ("the Constitution grants
//     the president …") counts as the one named.
//   - A person whom nothing marks as one, such as a surname that the document
//     never gave in full, is not seen as a rival.
//   - What the actors file takes for the actor by mistake is followed ("Lynnell
//     Graham", Trump's son as "Mr. Trump"), but for a surname alone that a
//     namesake was introduced by and the actor was not.
//   - The lists are of English, and the first names of the languages that
//     English news has most of.
package coref
