"use strict";
(function () {
  var $ = function (id) { return document.getElementById(id); };
  var block = $("data");
  if (block.dataset.encoding !== "deflate") start(JSON.parse(block.textContent));
  else if (typeof DecompressionStream === "undefined") $("old").hidden = false;
  else {
    var packed = Uint8Array.from(atob(block.textContent), function (c) { return c.charCodeAt(0); });
    new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text().then(function (text) { start(JSON.parse(text)); });
  }
  block.textContent = "";

  function start(data) {
  var words = data.words;

  // Evidence: fields that are numbers into words, then score, label, and the
  // sentence in three parts. The names are those of the row in pagedata.go.
  var FIELDS = ["kind", "outlet", "document", "date", "title", "url", "lexicon", "category", "term", "referent", "actor", "scorer", "voice", "section", "source", "cue", "sourceActor"];
  var evidence = data.evidence.map(function (row) {
    var e = {};
    FIELDS.forEach(function (f, i) { e[f] = words[row[i]]; });
    var n = FIELDS.length;
    e.score = row[n]; e.label = row[n + 1];
    e.before = row[n + 2]; e.surface = row[n + 3]; e.after = row[n + 4];
    return e;
  });
  var labels = {};
  evidence.forEach(function (e) { if (e.kind === "match" && e.referent) labels[e.referent + "/" + e.term] = true; });
  var scorers = {};
  evidence.forEach(function (e) { if (e.scorer) scorers[e.scorer] = true; });
  var hasSourceActors = evidence.some(function (e) { return e.sourceActor; });

  function el(tag, attrs, text) {
    var node = document.createElement(tag);
    for (var k in attrs) node.setAttribute(k, attrs[k]);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // Controls that reorder text are shown by name: a headline cannot pass for
  // another, and nothing is lost.
  function show(s) {
    return String(s).replace(/[\u202A-\u202E\u2066-\u2069]/g, function (c) {
      return "[U+" + c.charCodeAt(0).toString(16).toUpperCase() + "]";
    });
  }
  function bdi(text, tag) { return el(tag || "bdi", tag ? { dir: "auto" } : {}, show(text)); }

  // The key of a measure is its referent, lexicon or actor, a slash, and what
  // of it is measured.
  function expand(q) {
    if (!q.measure || !q.key) return q;
    var at = q.key.indexOf("/");
    var first = at < 0 ? q.key : q.key.slice(0, at), rest = at < 0 ? "" : q.key.slice(at + 1);
    var out = Object.assign({}, q);
    if (q.measure === "share") { out.referent = first; out.label = rest; }
    else if (q.measure === "rate" || q.measure === "score") { out.lexicon = first; out.category = rest; }
    else if (q.measure === "sentiment") { out.actor = first; if (rest) out.scorer = rest; }
    return out;
  }

  // A period ends where the next one begins.
  var periods = [];
  if (data.tables.trends) rowsOf(data.tables.trends).forEach(function (r) { if (periods.indexOf(r.period) < 0) periods.push(r.period); });
  periods.sort();
  function inPeriod(date, period) {
    var next = periods[periods.indexOf(period) + 1];
    return date >= period && (!next || date < next);
  }

  function find(query) {
    var q = expand(query);
    var outlets = [q.outlet, q.outlet_a, q.outlet_b].filter(Boolean);
    if (outlets.indexOf("(all others)") >= 0) outlets = []; // and the one they are compared with
    var word = q.word && q.word.toLowerCase();
    var mentions = q.actor || q.target;
    return evidence.filter(function (e) {
      if (outlets.length && outlets.indexOf(e.outlet) < 0) return false;
      if (q.voice === "boilerplate") { if (e.section !== "boilerplate") return false; }
      else if (e.section === "boilerplate" && q.voice) return false;
      else if (q.voice && q.voice !== "all" && e.voice !== q.voice) return false;
      if (q.lexicon && e.lexicon !== q.lexicon) return false;
      if (q.category && e.category !== q.category && e.category.indexOf(q.category + ".") !== 0) return false;
      if (q.term && e.term !== q.term) return false;
      if (q.label) {
        if (labels[q.referent + "/" + q.label]) { if (e.referent !== q.referent || e.term !== q.label) return false; }
        else if (e.kind !== "mention" || e.actor !== q.referent) return false;
      } else if (q.referent && e.referent !== q.referent && e.actor !== q.referent) return false;
      if (mentions && (e.kind !== "mention" || e.actor !== mentions)) return false;
      if (q.scorer && scorers[q.scorer] && e.scorer !== q.scorer) return false;
      if (q.source && q.target) {
        if (e.voice !== "quoted" && e.voice !== "reported") return false;
        if (hasSourceActors && e.sourceActor !== q.source) return false;
      }
      if (q.document && e.document !== q.document) return false;
      if (q.period && !inPeriod(e.date, q.period)) return false;
      if (word && (e.before + e.surface + e.after).toLowerCase().indexOf(word) < 0) return false;
      return true;
    });
  }

  // What a number is about, for the head of the list.
  function describe(q) {
    var parts = [];
    ["outlet", "outlet_a", "outlet_b"].forEach(function (k) { if (q[k]) parts.push(q[k]); });
    if (q.key) parts.push(q.measure + " of " + q.key);
    if (q.referent && q.label) parts.push(q.referent + " as “" + q.label + "”");
    else ["referent", "lexicon", "category", "term", "actor", "word", "document"].forEach(function (k) { if (q[k] && !(k === "lexicon" && q.category)) parts.push(k === "word" ? "“" + q[k] + "”" : q[k]); });
    if (q.source && q.target) parts.push(q.source + " on " + q.target);
    if (q.scorer) parts.push(q.scorer);
    if (q.period) parts.push(q.period);
    if (q.voice) parts.push(q.voice === "all" ? "all voices" : q.voice === "boilerplate" ? "page furniture" : q.voice + " voice");
    return parts.join(" · ") || "Sentences";
  }

  // The article and the term on which a number hangs, from the table influence.
  function drivers(q) {
    var t = data.tables.influence;
    if (!t) return [];
    var x = expand(q);
    return rowsOf(t).filter(function (r) {
      if (q.measure && (r.measure !== q.measure || r.key !== q.key)) return false;
      if (!q.measure) {
        var y = expand({ measure: r.measure, key: r.key });
        if (!(x.label && y.label === x.label && y.referent === x.referent) && !(x.category && y.category === x.category && y.lexicon === x.lexicon) && !(x.actor && y.actor === x.actor)) return false;
      }
      return [q.outlet, q.outlet_a, q.outlet_b].indexOf(r.outlet) >= 0;
    });
  }

  var dialog = $("sentences"), opener = null, shown = 0, found = [];

  function ask(query, from) {
    opener = from;
    found = find(query);
    shown = 0;
    $("sentences-h").textContent = show(describe(query));
    var note = found.length === 0
      ? "None of the sentences on this page belong to this number. " : found.length + (found.length === 1 ? " sentence" : " sentences") + " on this page. ";
    if (query.n !== undefined) note = "The number rests on " + query.n + ". " + note;
    note += "All of them are in the tables matches.csv and mentions.csv.";
    $("sentences-note").textContent = note;
    var list = $("sentences-list");
    list.textContent = "";
    drivers(query).forEach(function (r) {
      if (!r.document) return;
      var p = el("p", { "class": "note" });
      p.append("Most of it hangs on the article ", bdi(r.document), ": the " + r.measure + " of ", bdi(r.outlet), " is " + num(r.estimate) + " with it and " + num(r.without_document) + " without it.");
      list.append(p);
    });
    moreSentences();
    if (dialog.showModal) dialog.showModal(); else dialog.setAttribute("open", "");
    dialog.scrollTop = 0;
  }

  function moreSentences() {
    var list = $("sentences-list");
    found.slice(shown, shown + 50).forEach(function (e) { list.append(sentence(e)); });
    shown = Math.min(found.length, shown + 50);
    if (shown < found.length) {
      var b = el("button", { type: "button" }, "Show more (" + (found.length - shown) + " left)");
      b.addEventListener("click", function () { b.remove(); moreSentences(); });
      list.append(b);
    }
  }

  function sentence(e) {
    var box = el("article", { "class": "s" });
    var p = el("p", { dir: "auto" });
    attributed(p, e.before, e);
    p.append(el("mark", {}, show(e.surface)));
    attributed(p, e.after, e);
    box.append(p);
    var meta = el("p", { "class": "meta" });
    meta.append(el("span", { "class": "voice " + e.voice }, e.voice + (e.section !== "body" ? ", " + e.section : "")));
    if (e.source || e.cue) { meta.append("source: "); meta.append(bdi(e.source || "not named")); if (e.cue) { meta.append(" ("); meta.append(bdi(e.cue)); meta.append(")"); } meta.append(" · "); }
    if (e.kind === "match") { meta.append("term: "); meta.append(bdi(e.term)); if (e.referent) { meta.append(" → "); meta.append(bdi(e.referent)); } }
    else { meta.append("actor: "); meta.append(bdi(e.actor)); if (e.scorer) meta.append(", score " + num(e.score) + " (" + e.scorer + ")"); }
    box.append(meta);
    var from = el("p", { "class": "meta" });
    from.append(bdi(e.outlet));
    if (e.date) from.append(", " + e.date);
    from.append(": ");
    if (/^https?:\/\//i.test(e.url)) {
      var a = el("a", { href: e.url, rel: "noopener noreferrer", target: "_blank" });
      a.append(bdi(e.title || e.document));
      from.append(a);
    } else from.append(bdi(e.title || e.document));
    box.append(from);
    return box;
  }

  // Source and cue are marked where the sentence has them.
  function attributed(p, text, e) {
    var found = [];
    [["source", e.source], ["cue", e.cue]].forEach(function (f) {
      var at = f[1] ? text.indexOf(f[1]) : -1;
      if (at >= 0) found.push([at, at + f[1].length, f[0]]);
    });
    found.sort(function (a, b) { return a[0] - b[0]; });
    var from = 0;
    found.forEach(function (f) {
      if (f[0] < from) return;
      p.append(show(text.slice(from, f[0])));
      p.append(el("span", { "class": f[2], title: f[2] }, show(text.slice(f[0], f[1]))));
      from = f[1];
    });
    p.append(show(text.slice(from)));
  }

  $("close").addEventListener("click", function () { dialog.close ? dialog.close() : dialog.removeAttribute("open"); });
  dialog.addEventListener("click", function (ev) { if (ev.target === dialog) dialog.close(); });
  dialog.addEventListener("close", function () { if (opener && opener.focus) opener.focus(); });

  function num(x, whole) {
    if (x === null || x === undefined) return "not estimable";
    if (whole) return (x < 0 ? "−" : "") + Math.abs(x).toLocaleString("en-US");
    var a = Math.abs(x), s;
    if (a === 0) s = "0";
    else if (a >= 1000) s = Math.round(a).toLocaleString("en-US");
    else if (a >= 99.95) s = a.toFixed(0);
    else if (a >= 9.995) s = a.toFixed(1);
    else if (a >= 0.0095) s = a.toFixed(2);
    else s = a.toPrecision(2);
    return (x < 0 && s !== "0" ? "−" : "") + s;
  }

  // Figures: one stop of the Tab key for each, arrows inside.
  document.querySelectorAll("figure svg").forEach(function (svg) {
    var marks = Array.prototype.slice.call(svg.querySelectorAll(".mark"));
    if (!marks.length) return;
    marks[0].setAttribute("tabindex", "0");
    var at = 0;
    function go(i) {
      i = Math.max(0, Math.min(marks.length - 1, i));
      marks[at].setAttribute("tabindex", "-1");
      at = i;
      marks[at].setAttribute("tabindex", "0");
      marks[at].focus();
    }
    svg.addEventListener("click", function (ev) {
      var m = ev.target.closest(".mark");
      if (m) { marks[at].setAttribute("tabindex", "-1"); at = marks.indexOf(m); m.setAttribute("tabindex", "0"); ask(JSON.parse(m.dataset.q), m); }
    });
    svg.addEventListener("keydown", function (ev) {
      var m = ev.target.closest(".mark");
      if (!m) return;
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[ev.key];
      if (step) { go(at + step); ev.preventDefault(); }
      else if (ev.key === "Home") { go(0); ev.preventDefault(); }
      else if (ev.key === "End") { go(marks.length - 1); ev.preventDefault(); }
      else if (ev.key === "Enter" || ev.key === " ") { ask(JSON.parse(m.dataset.q), m); ev.preventDefault(); }
    });
  });
  document.querySelectorAll(".ask, .cell").forEach(function (b) {
    b.addEventListener("click", function () { ask(JSON.parse(b.dataset.q), b); });
  });

  // The explorer of tables.
  var names = Object.keys(data.tables).filter(function (n) { return data.tables[n].rows.length; });
  var state = { name: names[0], sort: -1, down: true, shown: 0, rows: [] };
  var KEYS = ["outlet", "lexicon", "category", "term", "referent", "label", "actor", "source", "target", "scorer", "voice", "document", "word", "measure", "key", "outlet_a", "outlet_b", "period"];
  var COUNTS = { matches: "matches", mentions: "mentions", count: "occurrences", documents: "documents", chances: "chances", documents_a: "documents", share: "", rate: "", mean: "", estimate: "", difference: "", z: "", naming: "", adopted: "" };

  function cell(t, row, i) {
    var v = row[i];
    return v === null || t.columns[i].number ? v : words[v];
  }
  function rowsOf(t) {
    return t.rows.map(function (row) {
      var r = {};
      t.columns.forEach(function (c, i) { r[c.name] = cell(t, row, i); });
      return r;
    });
  }
  function column(t, name) { return t.columns.findIndex(function (c) { return c.name === name; }); }
  function options(select, values, any) {
    select.textContent = "";
    select.append(el("option", { value: "" }, any));
    values.forEach(function (v) { select.append(el("option", { value: v }, show(v))); });
  }
  function distinct(t, i) {
    var seen = {}, out = [];
    t.rows.forEach(function (row) { var v = cell(t, row, i); if (v !== null && !Object.prototype.hasOwnProperty.call(seen, v)) { seen[v] = 1; out.push(v); } });
    return out;
  }

  function openTable(name, by) {
    var t = data.tables[name];
    state.name = name; state.sort = by ? column(t, by) : -1; state.down = !by;
    $("table-name").value = name;
    [["outlet", ["outlet", "outlet_a"]], ["voice", ["voice"]]].forEach(function (f) {
      var i = -1;
      f[1].forEach(function (n) { if (i < 0) i = column(t, n); });
      $(f[0] + "-label").hidden = i < 0;
      options($("table-" + f[0]), i < 0 ? [] : distinct(t, i), f[0] === "voice" ? "any" : "all");
    });
    head(t);
    refresh();
  }

  function head(t) {
    var table = $("table");
    table.textContent = "";
    table.append(el("caption", { "class": "note" }, t.title));
    var tr = el("tr");
    t.columns.forEach(function (c, i) {
      var th = el("th", { scope: "col", title: c.doc });
      if (c.number) th.className = "n";
      var b = el("button", { type: "button", "class": "sort" }, c.name);
      b.addEventListener("click", function () {
        if (state.sort === i) state.down = !state.down; else { state.sort = i; state.down = c.number; }
        refresh();
      });
      th.append(b);
      if (c.unit) th.append(el("span", { "class": "unit" }, c.unit));
      tr.append(th);
    });
    var thead = el("thead");
    thead.append(tr);
    table.append(thead, el("tbody"));
  }

  function refresh() {
    var t = data.tables[state.name];
    var text = $("table-find").value.trim().toLowerCase();
    var outlet = $("table-outlet").value, voice = $("table-voice").value;
    var at = column(t, "outlet"), a = column(t, "outlet_a"), b = column(t, "outlet_b"), v = column(t, "voice");
    state.rows = t.rows.filter(function (row) {
      if (outlet && (at >= 0 ? cell(t, row, at) !== outlet : cell(t, row, a) !== outlet && cell(t, row, b) !== outlet)) return false;
      if (voice && cell(t, row, v) !== voice) return false;
      return !text || row.some(function (_, i) { var x = cell(t, row, i); return x !== null && String(x).toLowerCase().indexOf(text) >= 0; });
    });
    if (state.sort >= 0) {
      var i = state.sort, sign = state.down ? -1 : 1;
      state.rows = state.rows.map(function (row, k) { return [cell(t, row, i), k, row]; }).sort(function (x, y) {
        if (x[0] === null || y[0] === null) return (x[0] === null) - (y[0] === null) || x[1] - y[1];
        var c = x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : 0;
        return sign * c || x[1] - y[1];
      }).map(function (x) { return x[2]; });
    }
    document.querySelectorAll("#table thead th").forEach(function (th, i) {
      if (i === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending"); else th.removeAttribute("aria-sort");
    });
    var note = state.rows.length.toLocaleString("en-US") + (state.rows.length === 1 ? " row" : " rows") + ".";
    if (t.of > t.rows.length) note += " This page has the " + t.rows.length.toLocaleString("en-US") + " rows with the largest counts of " + t.of.toLocaleString("en-US") + "; all are in tables/" + state.name + ".csv.";
    $("table-note").textContent = note + (t.notes.length ? " " + t.notes.join(" ") : "");
    $("table").tBodies[0].textContent = "";
    state.shown = 0;
    moreRows();
  }

  function moreRows() {
    var t = data.tables[state.name], body = $("table").tBodies[0];
    var keys = t.columns.map(function (c) { return KEYS.indexOf(c.name) >= 0 ? c.name : ""; });
    var asks = t.columns.findIndex(function (c) { return c.number && Object.prototype.hasOwnProperty.call(COUNTS, c.name); });
    if (keys.every(function (k) { return !k; })) asks = -1;
    state.rows.slice(state.shown, state.shown + 50).forEach(function (row) {
      var tr = el("tr");
      t.columns.forEach(function (c, i) {
        var v = cell(t, row, i), td = el("td");
        if (c.number) {
          td.className = "n";
          if (v !== null) {
            if (i === asks) {
              var q = {};
              keys.forEach(function (k, j) { var x = cell(t, row, j); if (k && x !== null) q[k] = x; });
              var what = COUNTS[c.name];
              if (what) q.n = num(v, c.whole) + " " + what;
              var b = el("button", { type: "button", "class": "cell", title: "Show the sentences" }, num(v, c.whole));
              b.addEventListener("click", function (ev) { ev.stopPropagation(); ask(q, b); });
              td.append(b);
              tr.addEventListener("click", function (ev) { if (!String(getSelection())) ask(q, b); });
            } else { td.textContent = num(v, c.whole); td.title = v; }
          }
        } else if (v !== null) {
          td.append(bdi(v));
          if (v.length > 40) td.className = "long";
        }
        tr.append(td);
      });
      body.append(tr);
    });
    state.shown = Math.min(state.rows.length, state.shown + 50);
    $("more").hidden = state.shown >= state.rows.length;
  }

  if (names.length) {
    $("explorer").hidden = false;
    names.forEach(function (n) { $("table-name").append(el("option", { value: n }, n + ": " + data.tables[n].title)); });
    $("table-name").addEventListener("change", function () { $("table-find").value = ""; openTable(this.value); });
    $("table-find").addEventListener("input", refresh);
    $("table-outlet").addEventListener("change", refresh);
    $("table-voice").addEventListener("change", refresh);
    $("more").addEventListener("click", moreRows);
    // Labels with a stance come first: they are what the table is opened for.
    if (names.indexOf("naming") >= 0) openTable("naming", "stance"); else openTable(names[0]);
  }
  document.querySelectorAll(".open").forEach(function (b) {
    if (!data.tables[b.dataset.table] || !data.tables[b.dataset.table].rows.length) { b.hidden = true; return; }
    b.addEventListener("click", function () {
      openTable(b.dataset.table);
      $("tables").scrollIntoView();
      $("table-name").focus();
    });
  });
  document.documentElement.dataset.ready = "yes";
  }
})();
