package corpus

import (
	"strconv"
	"strings"
	"time"
)

// DateOrder says how dates such as 03/04/2012, which have two readings, are
// meant. It is the user's word for a whole corpus; nothing is guessed.
type DateOrder string

const (
	NoOrder    DateOrder = ""            // a date with two readings is a problem
	DayFirst   DateOrder = "day-first"   // 03/04/2012 is 3 April
	MonthFirst DateOrder = "month-first" // 03/04/2012 is 4 March
)

// ParseDate reads a date and gives its ISO 8601 day (YYYY-MM-DD), the day as
// written: a time of day and its zone are checked and dropped, never used to
// move the date. Form names the way the date was written, for the notice that
// tells the user how it was understood; it is "" for the ISO day itself. When
// the value is no date, or has two readings, iso is "" and fault says why.
//
// Read are
//
//	2024-04-16  2024/04/16  2024.4.16  20240416    year, month, day
//	2024-04-16T10:00:00+03:00  20240416T101500Z    with a time, in any usual form
//	16 April 2024  16th of Apr, 2024  16-Apr-2024  English month names, full or
//	April 16, 2024  Tue, 16 Apr 2024 10:00:00 GMT  shortened, any order, a weekday
//	16/04/2024  04.16.2024                         where only one reading is a date
//	1713225600  1713225600000                      Unix seconds or milliseconds, in UTC
//
// Years before 1600 and after 2200 are taken for mistakes. A year of two
// digits is one too, unless an order is given: then 69–99 are 1969–1999 and
// 00–68 are 2000–2068, as in POSIX strptime.
func ParseDate(s string, order DateOrder) (iso, form, fault string) {
	s = strings.TrimSpace(s)
	if isISODay(s) {
		if fault = checkDay(atoi(s[:4]), atoi(s[5:7]), atoi(s[8:])); fault != "" {
			return "", "", fault
		}
		return s, "", ""
	}
	if len(s) > 100 {
		return "", "", "it is no date"
	}
	if digits(s) {
		return parseDigits(s)
	}
	p := dateParser{order: order}
	if fault = p.parse(s); fault != "" {
		return "", "", fault
	}
	return p.finish()
}

func isISODay(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && digits(s[:4]) && digits(s[5:7]) && digits(s[8:])
}

// parseDigits reads a date made of digits alone.
func parseDigits(s string) (iso, form, fault string) {
	switch len(s) {
	case 4:
		return "", "", "it has no month and no day"
	case 8:
		if fault := checkDay(atoi(s[:4]), atoi(s[4:6]), atoi(s[6:])); fault != "" {
			return "", "", fault
		}
		return s[:4] + "-" + s[4:6] + "-" + s[6:], "year, month, day without marks", ""
	case 10, 13:
		seconds, err := strconv.ParseInt(s[:10], 10, 64)
		if err != nil {
			return "", "", "it is no date"
		}
		t := time.Unix(seconds, 0).UTC()
		if fault := checkDay(t.Year(), int(t.Month()), t.Day()); fault != "" {
			return "", "", fault
		}
		unit := "seconds"
		if len(s) == 13 {
			unit = "milliseconds"
		}
		return t.Format(time.DateOnly), unit + " since 1970, in UTC", ""
	}
	return "", "", "it is no date"
}

// dateParser gathers the parts of a date from the words it is written in.
type dateParser struct {
	order            DateOrder
	year, month, day int
	weekday          int   // 1 Monday … 7 Sunday; 0 none
	loose            []int // lone numbers of one or two digits
	form             string
	time             bool
}

func (p *dateParser) parse(s string) (fault string) {
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // the zone's name, as browsers write dates
	}
	// "2024-04-16T10:00": the T stands between digits.
	if i := strings.IndexAny(s, "Tt"); i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]) {
		s = s[:i] + " " + clock(s[i+1:])
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\u00a0' || r == '\u202f' })
	for i, w := range words {
		if fault := p.word(w, i+1 < len(words) && meridian(words[i+1])); fault != "" {
			return fault
		}
	}
	return ""
}

// clock spreads a basic-format time, 101500Z, with colons.
func clock(s string) string {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	switch n {
	case 6:
		return s[:2] + ":" + s[2:4] + ":" + s[4:]
	case 4:
		return s[:2] + ":" + s[2:]
	}
	return s
}

// word takes in one word; hour says that "am" or "pm" follows.
func (p *dateParser) word(w string, hour bool) (fault string) {
	lower := strings.TrimSuffix(strings.ToLower(w), ".")
	switch {
	case lower == "of" || lower == "the" || lower == "at" || lower == "on" || lower == "-" || lower == "–" || lower == "|":
		return ""
	case weekdays[lower] > 0:
		if p.weekday > 0 && p.weekday != weekdays[lower] {
			return "it names two days of the week"
		}
		p.weekday = weekdays[lower]
		return ""
	case months[lower] > 0:
		return p.setMonth(months[lower], "the month's name")
	case strings.ContainsRune(w, ':'):
		return p.clock(lower)
	case hour && digits(lower) && len(lower) < 3:
		return p.clock(lower + ":00")
	case meridian(lower):
		if !p.time {
			return "it is no date"
		}
		return ""
	case p.time && zone(w):
		return ""
	case digits(w) && len(w) == 4:
		return p.setYear(atoi(w))
	case digits(w) && len(w) == 8:
		p.form = "year, month, day without marks"
		if fault := p.setYear(atoi(w[:4])); fault != "" {
			return fault
		}
		return p.setDay(atoi(w[4:6]), atoi(w[6:]))
	case digits(trimOrdinal(lower)) && len(trimOrdinal(lower)) < 3:
		p.loose = append(p.loose, atoi(trimOrdinal(lower)))
		return ""
	case isDigit(w[0]) && meridian(strings.TrimLeft(lower, "0123456789")):
		return p.clock(strings.TrimRight(lower, "apm.") + ":00")
	}
	return p.compound(w)
}

// compound reads a date written without blanks: 16/04/2024, 16-Apr-2024.
func (p *dateParser) compound(w string) (fault string) {
	sep := strings.IndexAny(w, "/-.")
	if sep <= 0 {
		return "it is no date"
	}
	parts := strings.Split(w, w[sep:sep+1])
	if len(parts) == 2 {
		return "it has no year, no month or no day"
	}
	if len(parts) != 3 {
		return "it is no date"
	}
	if m := months[strings.ToLower(parts[1])]; m > 0 && digits(parts[0]) && digits(parts[2]) {
		if len(parts[0]) == 4 {
			parts[0], parts[2] = parts[2], parts[0]
		}
		if fault := p.setMonth(m, "the month's name"); fault != "" {
			return fault
		}
		return p.dayAndYear(parts[0], parts[2])
	}
	if !digits(parts[0]) || !digits(parts[1]) || !digits(parts[2]) || len(parts[1]) > 2 {
		return "it is no date"
	}
	a, b := atoi(parts[0]), atoi(parts[1])
	if len(parts[0]) == 4 && len(parts[2]) <= 2 {
		p.form = "year, month, day"
		if fault := p.setYear(a); fault != "" {
			return fault
		}
		return p.setDay(b, atoi(parts[2]))
	}
	if len(parts[0]) > 2 {
		return "it is no date"
	}
	monthFirst := p.order == MonthFirst
	if p.order == NoOrder || a > 12 || b > 12 {
		if a <= 12 && b <= 12 && a != b {
			return "the day and the month cannot be told apart"
		}
		monthFirst = b > 12
	}
	if p.form = "day, month, year"; monthFirst {
		p.form = "month, day, year"
		a, b = b, a
	}
	if fault := p.dayAndYear(parts[0], parts[2]); fault != "" {
		return fault
	}
	p.day = 0
	return p.setDay(b, a)
}

// dayAndYear takes in a day and a year of four digits, or of two where the
// user has said how dates are written.
func (p *dateParser) dayAndYear(day, year string) (fault string) {
	if len(day) > 2 {
		return "it is no date"
	}
	p.day = atoi(day)
	switch y := atoi(year); {
	case len(year) == 4:
		return p.setYear(y)
	case len(year) != 2:
		return "it is no date"
	case p.order == NoOrder:
		return "the year has two digits"
	case y >= 69:
		return p.setYear(1900 + y)
	default:
		return p.setYear(2000 + y)
	}
}

func (p *dateParser) setYear(y int) string {
	if p.year > 0 {
		return "it has two years"
	}
	if p.year = y; y == 0 {
		return "the year 0 is no year of a newspaper"
	}
	return ""
}

func (p *dateParser) setMonth(m int, form string) string {
	if p.month > 0 {
		return "it has two months"
	}
	p.month = m
	p.form = form
	return ""
}

func (p *dateParser) setDay(month, day int) string {
	if p.month > 0 || p.day > 0 {
		return "it has two dates"
	}
	p.month, p.day = month, day
	return ""
}

// clock checks a time of day, 10:00, 10:00:00.000Z, 5:30pm, and drops it.
func (p *dateParser) clock(s string) (fault string) {
	const no = "its time is no time of day"
	if p.time {
		return "it has two times"
	}
	p.time = true
	if i := strings.IndexAny(s, "+-z"); i > 0 {
		if s[i] != 'z' && !zone(s[i:]) || s[i] == 'z' && i != len(s)-1 {
			return no
		}
		s = s[:i]
	}
	for _, m := range []string{"am", "pm", "a.m", "p.m"} {
		s = strings.TrimSuffix(s, m)
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return no
	}
	for i, part := range parts {
		if i == 2 {
			part, _, _ = strings.Cut(part, ".")
			part, _, _ = strings.Cut(part, ",")
		}
		limit := 60
		if i == 0 {
			limit = 24
		}
		if !digits(part) || len(part) > 2 || atoi(part) > limit {
			return no
		}
	}
	return ""
}

func (p *dateParser) finish() (iso, form, fault string) {
	for _, n := range p.loose {
		if p.day > 0 {
			return "", "", p.tooMany()
		}
		p.day = n
	}
	switch {
	case p.year == 0:
		return "", "", "it has no year"
	case p.month == 0:
		return "", "", "it has no month"
	case p.day == 0:
		return "", "", "it has no day"
	}
	if fault := checkDay(p.year, p.month, p.day); fault != "" {
		return "", "", fault
	}
	t := time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC)
	if p.weekday > 0 && int(t.Weekday()) != p.weekday%7 {
		return "", "", "that day was a " + t.Weekday().String()
	}
	if p.time {
		p.form += ", with a time, of which the day as written is kept"
	}
	return t.Format(time.DateOnly), p.form, ""
}

// tooMany says what is wrong with more small numbers than a day needs.
func (p *dateParser) tooMany() string {
	if p.year == 0 {
		return "the year has two digits"
	}
	return "it has two days"
}

// checkDay says what is wrong with a day of the Gregorian calendar.
func checkDay(year, month, day int) (fault string) {
	switch {
	case month < 1 || month > 12:
		return "there is no month " + strconv.Itoa(month)
	case day < 1 || day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day():
		return "that month has no day " + strconv.Itoa(day)
	case year < 1600 || year > 2200:
		return "the year lies outside 1600–2200"
	}
	return ""
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}

func meridian(w string) bool {
	switch strings.ToLower(w) {
	case "am", "pm", "a.m", "p.m", "a.m.", "p.m.":
		return true
	}
	return false
}

// zone says whether w is a time zone: UTC, EST, Z, +0300, -05:00, GMT+0300.
func zone(w string) bool {
	letters := 0
	for letters < len(w) && (w[letters]|0x20) >= 'a' && (w[letters]|0x20) <= 'z' {
		letters++
	}
	offset := w[letters:]
	if letters > 5 || letters > 0 && w[:letters] != strings.ToUpper(w[:letters]) {
		return false
	}
	if offset == "" {
		return letters > 0
	}
	if offset[0] != '+' && offset[0] != '-' {
		return false
	}
	offset = strings.Replace(offset[1:], ":", "", 1)
	return digits(offset) && len(offset) <= 4
}

func trimOrdinal(w string) string {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if cut, ok := strings.CutSuffix(w, suffix); ok {
			return cut
		}
	}
	return w
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// atoi is the value of a string of digits short enough not to overflow.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
