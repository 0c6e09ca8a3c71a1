// prayer_oracle.mjs PACKAGE PROGRAM: compares what PROGRAM (prayer_days.c) computes with what the
// adhan package unpacked in PACKAGE does: every method that both have, 13 cities, every day of
// 2026, both ways of Asr, in UTC. Prints the largest difference in minutes and the share of equal
// times for each prayer and method; exits 1 when one is more than a minute apart, or fewer than
// 95 % of a method's times of a prayer are equal.
//
// Then FARTHER cities above 57 degrees, where there are SLIPS: nights on which the sun only just
// reaches the angle, and the one correction that adhan makes leads astray, up to three hours too
// early. Each is told, and proved by the sun's height then (low precision formulae of the
// Astronomical Almanac, good to 0.02 degrees): ours is at the method's angle, adhan's is more than
// a degree away. A difference that does not prove so is a fault. (The rule's minute falls on either side of a
// full one more often there: the share of equal times is told, not judged.)
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const YEAR = 2026;
const MOST_APART = 1; // minutes
const LEAST_EQUAL = 95; // percent
const DAY_MS = 86400e3;
const PRAYERS = ['fajr', 'sunrise', 'dhuhr', 'asr', 'maghrib', 'isha'];
const METHODS = {
  mwl: 'MuslimWorldLeague', isna: 'NorthAmerica', egypt: 'Egyptian', makkah: 'UmmAlQura',
  karachi: 'Karachi', dubai: 'Dubai', kuwait: 'Kuwait', qatar: 'Qatar', singapore: 'Singapore',
  turkey: 'Turkey', tehran: 'Tehran', moonsighting: 'MoonsightingCommittee',
};
const CITIES = [
  ['Puerto Williams', -54.9333, -67.6167], ['Christchurch', -43.5321, 172.6362],
  ['Cape Town', -33.9249, 18.4241], ['Jakarta', -6.2088, 106.8456],
  ['Singapore', 1.3521, 103.8198], ['Makkah', 21.4225, 39.8262], ['Rabat', 34.0209, -6.8416],
  ['Tehran', 35.6892, 51.389], ['New York', 40.7128, -74.006], ['Paris', 48.8566, 2.3522],
  ['London', 51.5074, -0.1278], ['Helsinki', 60.1699, 24.9384], ['Kem', 64.9489, 34.5986],
];
const FARTHER = [
  ['Stockholm', 59.3293, 18.0686], ['Saint Petersburg', 59.9343, 30.3351],
  ['Trondheim', 63.4305, 10.3951], ['Umea', 63.8258, 20.263], ['Reykjavik', 64.1466, -21.9426],
  ['Fairbanks', 64.8378, -147.7164], ['Oulu', 65.0121, 25.4651],
];
// Degrees: how far from a method's angle the sun may be in the minute that is ours, and is at
// least in adhan's.
const AT_THE_ANGLE = 0.15;
const ASTRAY = 1;

const [packageFolder, program] = process.argv.slice(2);
// Its dates are those of the local zone.
if (new Date(YEAR, 6, 1).getTimezoneOffset() !== 0) throw new Error('run me with TZ=UTC');
const adhan = await import(pathToFileURL(resolve(join(packageFolder, 'lib/esm/Adhan.js'))).href);

function theirs(method, hanafi, latitude, longitude, day) {
  const parameters = adhan.CalculationMethod[METHODS[method]]();
  parameters.madhab = hanafi ? adhan.Madhab.Hanafi : adhan.Madhab.Shafi;
  const date = new Date(YEAR, 0, 1 + day);
  const times = new adhan.PrayerTimes(new adhan.Coordinates(latitude, longitude), date, parameters);
  return PRAYERS.map((prayer) => (times[prayer].getTime() - date.getTime()) / 60e3);
}


// Depth of the sun below the horizon, degrees, MINUTES after 2026-01-01T00:00Z.
function depth(latitude, longitude, minutes) {
  const radian = Math.PI / 180;
  const n = Date.UTC(YEAR, 0, 1) / DAY_MS - 10957.5 + minutes / 1440; // days from J2000
  const anomaly = (357.528 + 0.9856003 * n) * radian;
  const ecliptic = (280.46 + 0.9856474 * n + 1.915 * Math.sin(anomaly) +
    0.02 * Math.sin(2 * anomaly)) * radian;
  const obliquity = (23.439 - 4e-7 * n) * radian;
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const hour = (280.46062 + 360.98564737 * n + longitude) * radian - ascension;
  return -Math.asin(Math.sin(latitude * radian) * Math.sin(declination) +
    Math.cos(latitude * radian) * Math.cos(declination) * Math.cos(hour)) / radian;
}

// Whether adhan was led astray where our minute is right; says so.
function isSlip(what, method, city, day, got, expected) {
  const angle = adhan.CalculationMethod[METHODS[method]]().ishaAngle;
  const [ours, theirs] = [got, expected].map((minute) =>
    depth(city[1], city[2], day * 1440 + minute));
  const slip = Math.abs(ours - angle) < AT_THE_ANGLE && Math.abs(theirs - angle) > ASTRAY;
  if (slip) console.log(`${what}: sun at ${ours.toFixed(2)} of ${angle} degrees, ` +
    `theirs ${got - expected} minutes earlier at ${theirs.toFixed(2)}`);
  return slip;
}

const faults = [];

// Every day of CITIES by every method. Counts by method, of each prayer; differences that
// EXCUSED(...) takes are not counted.
function compare(cities, excused) {
  const cases = [];
  for (const method of Object.keys(METHODS))
    for (const hanafi of [false, true])
      for (const city of cities) cases.push({ method, hanafi, city });
  const asked = cases.map(({ method, hanafi, city }) =>
    `${YEAR} ${method} ${hanafi ? 'hanafi' : 'standard'} ${city[1]} ${city[2]}\n`).join('');
  const run = spawnSync(program, { input: asked, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${program} failed: ${run.stderr}`);
  const lines = run.stdout.trim().split('\n');
  const days = (Date.UTC(YEAR + 1, 0, 1) - Date.UTC(YEAR, 0, 1)) / DAY_MS;
  if (lines.length !== cases.length * days) throw new Error(`${program}: ${lines.length} days`);
  const counts = {};
  cases.forEach(({ method, hanafi, city }, at) => {
    const of = (counts[method] ??= PRAYERS.map(() => ({ all: 0, equal: 0, most: 0 })));
    for (let day = 0; day < days; day++) {
      const expected = theirs(method, hanafi, city[1], city[2], day).map(Math.floor);
      const got = lines[at * days + day].split(' ').map(Number); // "-" is NaN
      PRAYERS.forEach((prayer, i) => {
        if (hanafi && prayer !== 'asr') return; // the same as before
        const date = new Date(Date.UTC(YEAR, 0, 1 + day)).toISOString().slice(0, 10);
        const what = `${method}${hanafi ? ' hanafi' : ''}, ${city[0]}, ${date}: ${prayer}`;
        const apart = Number.isNaN(got[i]) !== Number.isNaN(expected[i]) ? Infinity
          : Math.abs(got[i] - expected[i]) || 0;
        if (apart > MOST_APART && prayer === 'isha' &&
            excused(what, method, city, day, got[i], expected[i])) return;
        of[i].all++;
        if (apart === 0) of[i].equal++;
        of[i].most = Math.max(of[i].most, apart);
        if (apart > MOST_APART) faults.push(`${what} ${got[i]}, not ${expected[i]}`);
      });
    }
  });
  return counts;
}

function print(title, counts, leastEqual) {
  console.log(`${title}: most minutes apart, and % equal`);
  console.log(''.padEnd(13) + PRAYERS.map((prayer) => prayer.padStart(11)).join(''));
  let all = 0, equal = 0;
  for (const [method, of] of Object.entries(counts)) {
    const cells = of.map((count, i) => {
      const share = (100 * count.equal) / count.all;
      if (share < leastEqual) faults.push(`${method}: ${PRAYERS[i]}: ${share.toFixed(2)} % equal`);
      all += count.all;
      equal += count.equal;
      return `${count.most} ${share.toFixed(2).padStart(6)}`.padStart(11);
    });
    console.log(method.padEnd(13) + cells.join(''));
  }
  console.log(`${all} times, ${((100 * equal) / all).toFixed(2)} % equal`);
}

print('13 cities', compare(CITIES, () => false), LEAST_EQUAL);
print('farther north', compare(FARTHER, isSlip), 0);
for (const fault of faults.slice(0, Number(process.env.FAULTS ?? 20))) console.log(fault);
if (faults.length > 0) console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
