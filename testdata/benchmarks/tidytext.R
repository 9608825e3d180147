# Counts the terms of a list in the articles of JSON Lines with tidytext.
#
#   Rscript tidytext.R ARTICLES.jsonl TERMS.txt
#
# Prints the matches in all. Words are those of tidytext's tokenizer, and
# headlines beside the text are not counted: about as many as slant finds.
suppressPackageStartupMessages({
  library(dplyr)
  library(jsonlite)
  library(tidytext)
})
args <- commandArgs(trailingOnly = TRUE)
lines <- readLines(args[1], encoding = "UTF-8")
articles <- bind_rows(lapply(lines, function(line) {
  record <- fromJSON(line)
  tibble(outlet = record$outlet, text = record$text)
}))
terms <- tibble(word = readLines(args[2], encoding = "UTF-8"))
counts <- articles |>
  unnest_tokens(word, text) |>
  mutate(word = sub("['’]s$", "", word)) |>
  semi_join(terms, by = "word") |>
  count(outlet, word)
cat(sum(counts$n), "\n")
