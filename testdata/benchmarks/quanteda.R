# Counts the terms of a list in the articles of JSON Lines with quanteda.
#
#   Rscript quanteda.R ARTICLES.jsonl TERMS.txt
#
# Prints the matches in all. quanteda keeps 's on a word, so a pattern with it
# stands beside each term; headlines beside the text are not counted.
suppressPackageStartupMessages({
  library(jsonlite)
  library(quanteda)
})
args <- commandArgs(trailingOnly = TRUE)
records <- stream_in(file(args[1]), verbose = FALSE)
terms <- readLines(args[2], encoding = "UTF-8")
texts <- corpus(records$text, docvars = data.frame(outlet = records$outlet))
found <- tokens_lookup(tokens(texts), dictionary(list(terms = c(terms, paste0(terms, "'s"), paste0(terms, "\u2019s")))))
cat(sum(dfm_group(dfm(found), groups = docvars(found, "outlet"))), "\n")
