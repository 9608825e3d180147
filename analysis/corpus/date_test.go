package corpus

import "testing"

func TestDates(t *testing.T) {
	// 16 April 2024 was a Tuesday; 1713225600 is its first second in UTC.
	for _, s := range []string{
		"2024-04-16", " 2024-04-16 ", "2024/04/16", "2024.04.16", "2024-4-16", "20240416",
		"2024-04-16T10:00:00Z", "2024-04-16T23:59:59-11:00", "2024-04-16 10:00", "2024-04-16 10:00:00.123456 UTC", "2024-04-16T10:00:00+0300", "20240416T101500Z", "2024-04-16t10:00z",
		"April 16, 2024", "Apr. 16, 2024", "16 April 2024", "16th of April, 2024", "the 16th April 2024", "2024 April 16", "APRIL 16 2024", "16-Apr-2024", "2024-Apr-16", "16.Apr.2024",
		"Tuesday, April 16, 2024", "Tue, 16 Apr 2024 10:00:00 GMT", "Tue, 16 Apr 2024 10:00:00 +0300", "Tue Apr 16 10:00:00 UTC 2024",
		"Tue Apr 16 2024 10:00:00 GMT+0300 (Moscow Standard Time)", "April 16, 2024 at 5:30 p.m. ET", "April 16, 2024 5 PM", "April 16, 2024, 5pm EST", "Apr 16, 2024 | 10:30 AM", "April 16, 2024 – 17:30",
		"16/04/2024", "04/16/2024", "16.04.2024", "16-04-2024", "4/16/2024 12:00:00 AM",
		"1713225600", "1713225600000",
	} {
		for _, order := range []DateOrder{NoOrder, DayFirst, MonthFirst} {
			if iso, _, fault := ParseDate(s, order); iso != "2024-04-16" {
				t.Errorf("ParseDate(%q, %q) = %q, %s", s, order, iso, fault)
			}
		}
	}
}

func TestDatesThatAreNone(t *testing.T) {
	tests := map[string]string{
		"03/04/2012": "the day and the month cannot be told apart", "3.4.2012": "the day and the month cannot be told apart",
		"8/19/19": "the year has two digits", "16 Apr 24": "the year has two digits", "16-Apr-24": "the year has two digits",
		"2024": "it has no month and no day", "2024-04": "it has no year, no month or no day", "April 2024": "it has no day", "April 16": "it has no year", "Tuesday": "it has no year",
		"2023-02-29": "that month has no day 29", "2024-13-01": "there is no month 13", "2024-00-10": "there is no month 0", "31 June 2024": "that month has no day 31", "20241301": "there is no month 13",
		"1066-10-14": "the year lies outside 1600–2200", "2999-01-01": "the year lies outside 1600–2200", "9999999999": "the year lies outside 1600–2200",
		"Wednesday, April 16, 2024": "that day was a Tuesday",
		"2024-04-16T25:00":          "its time is no time of day", "2024-04-16 10:00:00:00": "its time is no time of day", "2024-04-16T10:00 and more": "it is no date",
		"16 17 April 2024": "it has two days", "April May 2024": "it has two months", "April 16, 2024 2025": "it has two years", "16/04/2024 17/04/2024": "it has two years",
		"Published April 16, 2024": "it is no date", "yesterday": "it is no date", "n/a": "it has no year, no month or no day", "-": "it has no year", "12": "it is no date", "10:30": "it has no year",
		"16 avril 2024": "it is no date", "1.2.3.4": "it is no date", "12345678901": "it is no date",
	}
	for s, want := range tests {
		if iso, _, fault := ParseDate(s, NoOrder); iso != "" || fault != want {
			t.Errorf("ParseDate(%q) = %q, %q; want %q", s, iso, fault, want)
		}
	}
}

func TestDatesWithAnOrder(t *testing.T) {
	tests := []struct {
		date  string
		order DateOrder
		want  string
	}{
		{"03/04/2012", DayFirst, "2012-04-03"}, {"03/04/2012", MonthFirst, "2012-03-04"}, {"05/05/2012", NoOrder, "2012-05-05"},
		{"8/19/19", MonthFirst, "2019-08-19"}, {"8/9/69", MonthFirst, "1969-08-09"}, {"8/9/68", DayFirst, "2068-09-08"},
		// What can be only one thing is that, whatever the order.
		{"16/04/2024", MonthFirst, "2024-04-16"}, {"04/16/2024", DayFirst, "2024-04-16"}, {"2012-03-04", DayFirst, "2012-03-04"},
	}
	for _, tt := range tests {
		if iso, _, fault := ParseDate(tt.date, tt.order); iso != tt.want {
			t.Errorf("ParseDate(%q, %q) = %q, %s; want %s", tt.date, tt.order, iso, fault, tt.want)
		}
	}
}

func TestOrdinaryDatesCostNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		if iso, _, _ := ParseDate("2024-04-16", NoOrder); iso == "" {
			t.Fatal("no date")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
