#!/bin/sh
# Measures slant beside wc and, where they are installed, ripgrep, Python,
# tidytext and quanteda, on the same file and the same list of terms, checks that
# the counts agree, and prints a table of ratios in Markdown.
#
#   testdata/benchmarks/measure.sh ARTICLES.jsonl[.gz] [FOLDER]
#
# ARTICLES are records with outlet, date, title and text. FOLDER (one is made
# otherwise) takes the corpora, some 1.4 GB, slant's cache and what it writes. SIZES, in
# megabytes, says which corpora are made: SIZES="10 100" leaves out 1 GB. ROUNDS
# says how often each thing is measured; the median counts.
set -eu
articles=$1
folder=${2:-$(mktemp -d)}
sizes=${SIZES:-10 100 1000}
rounds=${ROUNDS:-5}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$folder"
(cd "$root" && CGO_ENABLED=0 go build -trimpath -o "$folder/slant" ./cmd/slant && go build -o "$folder/corpus" ./testdata/benchmarks/corpus)

# timed NAME COMMAND…: the medians of wall time, processor time and peak memory.
timed() {
	name=$1
	shift
	: >"$folder/times"
	for round in $(seq "$rounds"); do
		/usr/bin/time -a -o "$folder/times" -f '%e %U %S %M' "$@" >/dev/null 2>"$folder/errors" || {
			code=$?
			[ "$code" -eq 3 ] || { cat "$folder/errors"; exit 1; } # 3: done, some documents were skipped
		}
	done
	middle=$(((rounds + 1) / 2))
	wall=$(grep -v Command "$folder/times" | awk '{print $1}' | sort -n | sed -n "${middle}p")
	cpu=$(grep -v Command "$folder/times" | awk '{print $2 + $3}' | sort -n | sed -n "${middle}p")
	memory=$(grep -v Command "$folder/times" | awk '{print int($4 / 1024)}' | sort -n | sed -n "${middle}p")
	[ -n "${base:-}" ] || base=$cpu
	awk -v n="$name" -v w="$wall" -v c="$cpu" -v m="$memory" -v b="$base" \
		'BEGIN { printf "| %s | %.2f | %.2f | %.1f | %d |\n", n, w, c, c / (b > 0 ? b : 0.01), m }'
}


# terms N CORPUS: a lexicon of N words of the corpus, one a line. The 3,000
# words seen first are left out: nobody has a lexicon of "that" and "said".
terms() {
	tr -cs 'A-Za-z' '\n' <"$2" | tr 'A-Z' 'a-z' | awk 'length($0) > 3 && !seen[$0]++' | sed -n "3001,$((3000 + $1))p"
}

heads() {
	echo
	echo "## $1"
	echo
	echo "| what | wall s | processor s | × wc | MB |"
	echo "|---|---|---|---|---|"
}

echo "$(date -u +%Y-%m-%d), $(nproc) cores, $(go version | cut -d' ' -f3-4), medians of $rounds"
cache=$folder/cache
slant="$folder/slant run"
quietly="--overwrite --quiet --no-progress --cache $cache"

# cold NAME OPTIONS…: slant on the corpus, with nothing kept.
cold() {
	name=$1
	shift
	timed "$name" sh -c "rm -rf '$cache'; exec $slant '$corpus' -o '$folder/out' $quietly $*"
}

# run NAME OPTIONS…: slant on the corpus, with what the cache has.
run() {
	name=$1
	shift
	timed "$name" $slant "$corpus" -o "$folder/out" $quietly "$@"
}

# matches: how many slant has just found.
matches() {
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR > 1 && ($at["voice"] == "all" || $at["voice"] == "boilerplate") { n += $at["matches"] } END { print n + 0 }' "$folder/out/tables/categories.csv"
}

for size in $sizes; do
	corpus=$folder/$size.jsonl
	[ -s "$corpus" ] || "$folder/corpus" -bytes "${size}000000" "$articles" >"$corpus"
	for n in 50 5000 50000; do
		[ -s "$folder/terms$n.txt" ] || terms "$n" "$corpus" >"$folder/terms$n.txt"
	done
	heads "$size MB"
	base=
	timed "wc -w (C.UTF-8)" env LC_ALL=C.UTF-8 wc -w "$corpus"
	timed "slant run, nothing kept" sh -c "rm -rf '$cache'; exec $slant '$corpus' -o '$folder/cold' $quietly"
	run "slant run again"
	diff -rq "$folder/out" "$folder/cold" >/dev/null || echo "A RERUN GAVE OTHER BYTES"
	timed "slant run, nothing kept, one worker" sh -c "rm -rf '$cache'; GOMAXPROCS=1 exec $slant '$corpus' -o '$folder/one' $quietly --workers 1"
	diff -rq "$folder/out" "$folder/one" >/dev/null || echo "ONE WORKER GAVE OTHER BYTES"
	kept=$(du -sk "$cache" | cut -f1)
	for n in 50000 5000 50; do
		cold "slant run, nothing kept, with $n terms" -l "'$folder/terms$n.txt'"
	done
	cold "slant run, nothing kept, with 50 terms, without sentiment and figures" -l "'$folder/terms50.txt'" --scorer none --figures none
	timed "slant run again, to fill the cache" $slant "$corpus" -o "$folder/out" $quietly
	for n in 50000 5000 50; do
		run "slant run again, with $n terms" -l "$folder/terms$n.txt"
	done
	counted=$(matches)
	list=$folder/terms50.txt
	if command -v rg >/dev/null; then
		timed "rg -F -i -w, 50 terms" sh -c "rg -F -i -w -c -f '$list' '$corpus' || true"
	fi
	agree() { echo "$1 counts $2 matches of the 50 terms, slant $counted" >>"$folder/counts"; }
	: >"$folder/counts"
	if command -v python3 >/dev/null; then
		timed "Python, 50 terms, one process" python3 "$here/terms.py" "$corpus" "$list"
		timed "Python, 50 terms, two processes" python3 "$here/terms.py" "$corpus" "$list" 2
		agree Python "$(python3 "$here/terms.py" "$corpus" "$list")"
	fi
	for package in tidytext quanteda; do
		if command -v Rscript >/dev/null && Rscript -e "library($package); library(jsonlite)" >/dev/null 2>&1; then
			timed "$package, 50 terms" Rscript "$here/$package.R" "$corpus" "$list"
			agree "$package" "$(Rscript "$here/$package.R" "$corpus" "$list")"
		fi
	done
	echo
	cat "$folder/counts"
	echo "The cache has $kept KB for $((size * 1000)) KB of records."
done

heads "One sentence to an article, 10 MB in all"
base=
for size in 1000 64000 1000000; do
	corpus=$folder/long$size.jsonl
	[ -s "$corpus" ] || "$folder/corpus" -bytes 10000000 -article "$size" "$articles" >"$corpus"
	[ -n "$base" ] || timed "wc -w" env LC_ALL=C.UTF-8 wc -w "$corpus"
	timed "articles of $size bytes" $slant "$corpus" -o "$folder/out" --overwrite --quiet --no-progress --cache off
done

heads "Start"
base=
timed "true" true
timed "slant version" "$folder/slant" version
echo
echo "Binary: $(($(wc -c <"$folder/slant") / 1000000)) MB"
