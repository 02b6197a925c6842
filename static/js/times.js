// Times in the zone the reader chose in their profile, which the page names; not in the one of the device.
const root = document.documentElement;

function written(date, how) {
  const { timeZone, zoneName } = root.dataset;
  try {
    return [new Intl.DateTimeFormat(root.lang, { ...how, timeZone }).format(date), zoneName];
  } catch {
    // A zone this browser does not know.
    return [new Intl.DateTimeFormat(root.lang, how).format(date), ""];
  }
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { year: "numeric", month: "numeric", day: "numeric" };

export function clock(date) {
  return written(date, CLOCK)[0];
}

// The clock for what is of today, with the day before it for everything else.
export function shortly(date) {
  const isToday = written(date, DAY)[0] === written(new Date(), DAY)[0];
  return written(date, isToday ? CLOCK : { day: "numeric", month: "long", ...CLOCK })[0];
}

export function exactly(date) {
  const [text, zone] = written(date, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
  return zone ? `${text} (${zone})` : text;
}
