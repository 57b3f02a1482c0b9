'use strict';

/*
 * The form in which people say where they are and how they are connected. A position never leaves the device: the hexagon is
 * found here, among those of a city.
 */
const Line = (() => {
  const MOBILE = [
    ['401-01', 'Beeline'],
    ['401-02', 'Kcell / activ'],
    ['401-77', 'Tele2 / Altel'],
  ];
  const FIXED = [
    ['AS9198', 'Kazakhtelecom'],
    ['AS21299', 'Beeline'],
    ['AS41798', 'Transtelecom'],
  ];
  const OTHER = 'other';

  let places = { cities: [], regions: [] };
  let text = (key) => key;
  let language = 'ru';
  /** A hexagon found by position: its index and its city. */
  let found = null;

  const element = (id) => document.getElementById(id);
  const named = (area) => area.names[language];
  const among = (areas, name) => (areas || []).find((area) => area.names.en === name);
  const areaOf = (name) => among([...places.cities, ...places.regions], name);

  /** By their English names: two parts of a city may share a hexagon. */
  function options(select, areas, chosen) {
    select.append(
      ...areas.map((area) => {
        const option = new Option(named(area), area.names.en);
        option.selected = area.names.en === chosen;
        return option;
      }));
  }

  function group(label, areas, chosen) {
    const made = document.createElement('optgroup');
    made.label = text(label);
    options(made, [...areas].sort((one, other) => named(one).localeCompare(named(other), language)), chosen);
    return made;
  }

  function radio(value, label, access) {
    const row = document.createElement('label');
    row.className = 'check';
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'network', value: `${access} ${value}` });
    row.append(input, ` ${label}`);
    return row;
  }

  function write(given, speak, chosen) {
    places = given;
    text = speak;
    language = chosen;
    const area = element('area');
    const before = area.value;
    area.replaceChildren(new Option('—', ''), group('cities', places.cities, before), group('regions', places.regions, before));
    writeParts(element('part').value);
    const checked = document.querySelector('input[name=network]:checked');
    element('mobile-networks').replaceChildren(...MOBILE.map(([value, label]) => radio(value, label, 'mobile')));
    element('fixed-networks').replaceChildren(
      ...[...FIXED, [OTHER, text('other')]].map(([value, label]) => radio(value, label, 'fixed')));
    if (checked) {
      document.querySelector(`input[value="${checked.value}"]`).checked = true;
    }
    tellFound();
  }

  function writeParts(chosen) {
    const area = areaOf(element('area').value);
    const parts = (area && area.parts) || [];
    element('parts').hidden = parts.length === 0;
    element('part').replaceChildren(new Option(text('wholeCity'), ''));
    options(element('part'), parts, chosen);
  }

  function tellFound() {
    element('located').textContent = found ? text('located').replace('{0}', named(found.city)) : '';
  }

  const position = () =>
    new Promise((resolve, reject) => {
      navigator.geolocation.getCurrentPosition(resolve, reject, { maximumAge: 600000, timeout: 30000 });
    });

  async function locate() {
    found = null;
    element('located').textContent = text('locating');
    try {
      const { latitude, longitude } = (await position()).coords;
      const city = Rules.cityAt(places.cities, latitude, longitude);
      const hexagons = await fetch(`/probe/hexagons/${city.id}`, { credentials: 'omit' }).then((answer) => answer.json());
      found = { place: Rules.nearest(hexagons, latitude, longitude), city };
      element('area').value = city.names.en;
      writeParts('');
      tellFound();
    } catch (e) {
      element('located').textContent = text('notLocated');
    }
  }

  /** Shows in the form what was said before. */
  function fill(line) {
    const area = areaOf(line.area);
    const value = [...MOBILE, ...FIXED].some(([known]) => known === line.network) ? line.network : OTHER;
    element('area').value = line.area;
    writeParts(line.part);
    found = line.found ? { place: line.place, city: area } : null;
    tellFound();
    document.querySelector(`input[value="${line.access} ${value}"]`).checked = true;
    element('as-number').value = value === OTHER ? line.network.slice(2) : '';
  }

  /** What was said: a line, or the key of what is wrong. */
  function read() {
    const area = areaOf(element('area').value);
    if (!area) {
      return { fault: 'choosePlace' };
    }
    const chosen = document.querySelector('input[name=network]:checked');
    if (!chosen) {
      return { fault: 'chooseNetwork' };
    }
    const [access, value] = chosen.value.split(' ');
    const number = element('as-number').value.trim().replace(/^as/i, '');
    if (value === OTHER && !/^[0-9]{1,10}$/.test(number)) {
      return { fault: 'badNumber' };
    }
    const part = among(area.parts, element('part').value);
    return {
      area: area.names.en,
      part: part ? part.names.en : '',
      found: found !== null,
      place: (found || part || area).place,
      access,
      network: value === OTHER ? `AS${number}` : value,
    };
  }

  /** A line in words. */
  function say(line) {
    const area = areaOf(line.area);
    const part = area && among(area.parts, line.part);
    const where = [area, part].filter((one) => one).map(named).join(', ');
    const known = [...MOBILE, ...FIXED].find(([value]) => value === line.network);
    return {
      place: line.found ? text('rounded').replace('{0}', where) : where,
      network: `${known ? known[1] : line.network}, ${text(line.access).toLowerCase()}`,
    };
  }

  element('area').addEventListener('change', () => {
    found = null;
    tellFound();
    writeParts('');
  });
  element('part').addEventListener('change', () => {
    found = null;
    tellFound();
  });
  element('locate').addEventListener('click', locate);
  element('as-number').addEventListener('focus', () => {
    document.querySelector(`input[value="fixed ${OTHER}"]`).checked = true;
  });

  return { write, fill, read, say };
})();
