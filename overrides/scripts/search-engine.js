// Finds documents in the static index that hooks/portal/search/ writes; that package says what the files hold.
// Nothing here touches the page. A query costs the shards of its bigrams and the records of the documents that are looked at.
const CLASSES = 4, SHARDS = 2, FEW = 4, NEAR = 30, LOOKS = 10, FAILURES = 2, BUDGET = 64000;
const FIELDS = ["address", "title", "label", "names", "headings", "summary", "body", "column", "year", "kind", "audiences", "tags", "date", "initials"];
const NUMERALS = "〇零一二两三四五六七八九", DIGITS = "001223456789", UNITS = { 十: 10, 百: 100, 千: 1000 };

// A text as it is compared, and for each of its units where it came from.
export function fold(text) {
  let folded = "";
  const from = [];
  let at = 0;
  for (const char of text) {
    if (/[\p{L}\p{N}]/u.test(char)) {
      const bare = char.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
      folded += bare;
      for (let unit = 0; unit < bare.length; unit++) from.push(at);
    }
    at += char.length;
  }
  return { text: folded, from, end: at };
}

function number(numeral) {
  if (![...numeral].some((char) => UNITS[char])) return [...numeral].map((char) => DIGITS[NUMERALS.indexOf(char)]).join("");
  let total = 0, digit = 0;
  for (const char of numeral) {
    if (UNITS[char]) {
      total += (digit || 1) * UNITS[char];
      digit = 0;
    } else digit = +DIGITS[NUMERALS.indexOf(char)];
  }
  return String(total + digit);
}

// The same with 第一千零四十三条 as 第1043条.
export function arabic(folded) {
  let text = "", last = 0;
  const from = [];
  for (const match of folded.text.matchAll(/第([〇零一二两三四五六七八九十百千]{1,9})[条款项]/g)) {
    const start = match.index + 1, end = start + match[1].length, value = number(match[1]);
    text += folded.text.slice(last, start) + value;
    from.push(...folded.from.slice(last, start), ...Array(value.length).fill(folded.from[start]));
    last = end;
  }
  return last ? { text: text + folded.text.slice(last), from: [...from, ...folded.from.slice(last)], end: folded.end } : folded;
}

export function words(query) {
  const joined = query.replace(/第\s*([0-9０-９〇零一二两三四五六七八九十百千]+)\s*([条款项])/g, "第$1$2");
  return joined.split(/\s+/).map((word) => fold(word)).filter((word) => word.text)
    .map((word) => [...new Set([word.text, arabic(word).text])]);
}

// Tokens that a text with this form of a word must have.
function tokens(text) {
  if (text.length === 1) return [text.charCodeAt(0)];
  const at = (length) => Array.from({ length: Math.max(text.length - length + 1, 0) }, (_, start) => text.slice(start, start + length));
  const threes = at(3).filter((part) => /[0-9a-z]/.test(part[1])).map((part) => (3 | hash(part) << 16) >>> 0);
  return [...new Set([...threes, ...at(2).map((part) => (part.charCodeAt(0) | part.charCodeAt(1) << 16) >>> 0)])];
}

function initialTokens(letters) {
  const code = (at) => letters.charCodeAt(at) - 97;
  return Array.from({ length: letters.length - 2 }, (_, at) => (1 | (code(at) * 676 + code(at + 1) * 26 + code(at + 2)) << 16) >>> 0);
}

function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value >>> 16 ^ value & 0xffff;
}

// Whether the parts of a word stand close together in one of a document's texts.
const together = (document, parts) => [document.title, ...document.headings, document.summary, document.body].map((text) => fold(text).text).some((text) => {
  for (let at = text.indexOf(parts[0]); at >= 0; at = text.indexOf(parts[0], at + 1)) {
    const around = text.slice(Math.max(at - NEAR, 0), at + NEAR);
    if (parts.every((part) => around.includes(part))) return true;
  }
  return false;
});

// A shard: the classes of each document of each token.
function decode(buffer) {
  const view = new DataView(buffer), bytes = new Uint8Array(buffer), size = buffer.byteLength ? view.getUint32(0, true) : 0;
  const found = new Map();
  let at = 4 + 8 * size;
  const variable = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  for (let entry = 0; entry < size; entry++) {
    const start = at, end = start + view.getUint32(4 + 4 * (size + entry), true);
    found.set(view.getUint32(4 + 4 * entry, true), () => {
      at = start;
      const lengths = Array.from({ length: CLASSES }, variable), classes = new Map();
      lengths.forEach((length, which) => {
        for (let document = -1, stop = at + length; at < stop;) classes.set(document += variable(), which);
      });
      return classes;
    });
    at = end;
  }
  return found;
}

const soundsLike = (initials, letters) => {
  const [first, second = first] = initials.split(" ");
  return [...first].some((_, start) => [...letters].every((char, at) => char === first[start + at] || char === second[start + at]));
};
const isInitials = (text) => /^[a-z]{3,}$/.test(text);

// The class in which a document holds a word, CLASSES when it doesn't.
function classOf(document, forms) {
  const letters = forms[0];
  if (letters.length > 1 && isInitials(letters) && soundsLike(document.initials, letters)) return 0;
  const fields = [[document.title, ...document.names], [...document.headings, ...document.tags], [document.summary], [document.body]];
  const holds = (text) => {
    const folded = fold(text);
    return folded.text.includes(forms[0]) || arabic(folded).text.includes(forms.at(-1));
  };
  const found = (letters.length > 1 ? fields : fields.slice(0, 1)).findIndex((texts) => texts.some(holds));
  return found < 0 ? CLASSES : found;
}

function passes(document, filters) {
  return Object.entries(filters).every(([way, value]) => (way === "audience" ? document.audiences.includes(value) : String(document[way]) === value));
}

// Stretches of a text to be marked: [start, end] of every place where a word stands.
export function marks(text, forms) {
  const plain = fold(text), counted = arabic(plain), found = [];
  for (const word of forms) {
    for (const [form, folded] of [[word[0], plain], [word.at(-1), counted]]) {
      for (let at = folded.text.indexOf(form); at >= 0; at = folded.text.indexOf(form, at + form.length)) {
        const last = folded.from[at + form.length - 1], next = folded.from.slice(at + form.length).find((one) => one > last) ?? folded.end;
        found.push([folded.from[at], Math.max(last + 1, /[\p{L}\p{N}]/u.test(text.slice(last + 1, next)) ? next : last + 1)]);
      }
    }
  }
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  return found.filter(([start, end], at) => !found.slice(0, at).some((other) => other[0] <= start && end <= other[1]));
}

const filterTokens = (filters) => Object.entries(filters).map(([way, value]) => (2 | hash(`${way}=${value}`) << 16) >>> 0);
const pairs = (text) => (text.length > 1 ? Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)) : [text]);
const likeness = (one, other) => 2 * one.filter((part) => other.includes(part)).length / (one.length + other.length);

export class Index {
  // `fetched` gets a file by its address below the site's root: an ArrayBuffer, or null when there is none.
  constructor(fetched) {
    this.fetched = fetched;
    this.shards = new Map();
    this.records = new Map();
    this.spent = 0;
  }

  get(address) {
    return this.fetched(address).then((buffer) => {
      this.spent += buffer?.byteLength ?? 0;
      return buffer;
    });
  }

  json(address) {
    return this.get(address).then((buffer) => buffer && JSON.parse(new TextDecoder().decode(buffer)));
  }

  open() {
    return this.opened ??= this.json("search/index.json").then((manifest) => {
      this.manifest = manifest;
      this.moved = new Map(manifest.moved);
    });
  }

  async names() {
    await this.open();
    return this.named ??= this.json(`search/${this.manifest.epoch}/names.json`).then((rows) =>
      rows.map(([label, address, number, names, initials]) => ({ label, address, number, names, initials, folded: names.map((name) => fold(name).text) })));
  }

  shard(wanted) {
    return Math.imul(wanted, 0x9e3779b1) >>> (32 - this.manifest.bits);
  }

  async list(wanted) {
    await this.open();
    const shard = this.shard(wanted);
    if (!this.shards.has(shard)) this.shards.set(shard, this.get(`search/${this.manifest.epoch}/s/${shard.toString(16)}.bin`).then((buffer) => (buffer ? decode(buffer) : new Map())));
    return (await this.shards.get(shard)).get(wanted)?.() ?? new Map();
  }

  record(number) {
    if (!this.records.has(number)) {
      this.records.set(number, this.json(`search/${this.manifest.epoch}/d/${number}.json`).then((values) =>
        values && Object.fromEntries(FIELDS.map((name, at) => [name, values[at]]))));
    }
    return this.records.get(number);
  }

  // How much a token's shard weighs; those that are there weigh nothing.
  weight(wanted) {
    const shard = this.shard(wanted);
    return this.shards.has(shard) ? 0 : parseInt(this.manifest.sizes[shard], 36);
  }

  async find(query, filters = {}) {
    await this.open();
    const forms = words(query), active = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    const found = new Found(this, forms, active);
    if (!forms.length) return found;
    await found.start(filterTokens(active));
    if (forms.length === 1 && found.queue.some((one) => one.rank === 0)) {
      found.prefer((await this.names()).filter((name) => name.folded.includes(forms[0][0])).map((name) => name.number));
    }
    return found;
  }

  // What may be meant by a word that few texts hold in one piece: texts that have its halves close together, without those in `given`.
  async apart(found, given, limit = 5) {
    const word = found.forms.length === 1 ? found.forms[0][0] : "";
    if (!/^\p{Script=Han}{4,}$/u.test(word)) return { forms: [], records: [] };
    const starts = Array.from({ length: Math.ceil(word.length / 2) }, (_, at) => Math.min(2 * at, word.length - 2));
    const parts = starts.map((at) => word.slice(at, at + 2)), loose = new Found(this, parts.map((part) => [part]), found.filters);
    await loose.start(filterTokens(found.filters));
    const records = (await loose.next(LOOKS)).filter((one) => !given.includes(one.address) && together(one, parts));
    return { forms: loose.forms, records: records.slice(0, limit) };
  }

  // Names that a reader may be typing, the best first; then titles.
  async suggest(query, limit = 8) {
    const typed = fold(query).text;
    if (!typed) return [];
    const rank = (name) => Math.min(...name.folded.map((text, at) => (text.startsWith(typed) ? 0 : text.includes(typed) ? 1
      : /^[a-z]{2,}$/.test(typed) && name.initials[at].split(" ").some((one) => one.startsWith(typed)) ? 2
        : isInitials(typed) && soundsLike(name.initials[at], typed) ? 3 : 9)));
    const named = (await this.names()).map((name) => [rank(name), name]).filter(([points]) => points < 9)
      .sort((one, other) => one[0] - other[0] || one[1].names[0].length - other[1].names[0].length).slice(0, limit)
      .map(([, { label, address, names }]) => ({ label, address, text: names.find((name) => fold(name).text.startsWith(typed) && /[^a-z0-9]/.test(name)) ?? names[0] }));
    const seen = new Set(named.map((one) => one.address));
    const titled = named.length < limit && typed.length > 1 ? await (await this.find(query)).next(limit - named.length, 0) : [];
    return [...named, ...titled.filter((one) => !seen.has(one.address)).map(({ label, address, title }) => ({ label, address, text: title }))];
  }

  // What a query that found nothing may have meant: names and titles that share most with it.
  async nearest(query, limit = 3) {
    const typed = fold(query).text, names = await this.names();
    if (!typed) return [];
    const near = (text) => likeness(pairs(typed), pairs(text)) + likeness([...typed], [...text]);
    const named = names.flatMap((name) => name.names.map((text, at) => ({ text: /[^a-z]/.test(text) ? text : name.names[0], address: name.address, points: near(name.folded[at]) })));
    const shared = new Map();
    for (const classes of await Promise.all(tokens(typed).sort((one, other) => this.weight(one) - this.weight(other)).slice(0, 6).map((one) => this.list(one)))) {
      for (const [document, which] of classes) if (!which) shared.set(document, (shared.get(document) ?? 0) + 1);
    }
    const best = [...shared].sort((one, other) => other[1] - one[1] || this.position(other[0]) - this.position(one[0])).slice(0, limit);
    const titled = (await Promise.all(best.map(([document]) => this.record(document)))).filter(Boolean)
      .map(({ title, address }) => ({ text: title, address, points: near(fold(title).text) }));
    const all = [...named, ...titled].filter((one) => one.points >= 0.5).sort((one, other) => other.points - one.points);
    return all.filter((one, at) => all.findIndex((other) => other.address === one.address) === at).slice(0, limit);
  }

  position(document) {
    return this.moved.get(document) ?? document;
  }
}

function both(one, other, join) {
  if (!one) return other;
  const found = new Map();
  for (const [document, which] of one) if (other.has(document)) found.set(document, join(which, other.get(document)));
  return found;
}

// The ways in which a word may be written, each with the tokens that are still to be asked for and the documents that have the others.
class Word {
  constructor(index, forms) {
    this.index = index;
    this.ways = [...forms.map(tokens), ...(isInitials(forms[0]) ? [initialTokens(forms[0])] : [])].map((open) => ({ open, found: null }));
  }

  get open() {
    return this.ways.some((way) => way.open.length);
  }

  // Ask for some more shards, the smallest first, for they hold the rarest tokens.
  async narrow() {
    await Promise.all(this.ways.filter((way) => way.open.length).map(async (way) => {
      way.open.sort((one, other) => this.index.weight(one) - this.index.weight(other));
      for (const classes of await Promise.all(way.open.splice(0, SHARDS).map((one) => this.index.list(one)))) way.found = both(way.found, classes, Math.max);
    }));
    this.found = new Map();
    for (const way of this.ways) for (const [document, which] of way.found) this.found.set(document, Math.min(which, this.found.get(document) ?? CLASSES));
  }
}

// The documents of a query, the best first. What is handed out has been verified on its text.
class Found {
  constructor(index, forms, filters) {
    Object.assign(this, { index, forms, filters, queue: [], known: new Map(), preferred: [], given: 0, looked: 0, right: 0 });
    this.words = forms.map((one) => new Word(index, one));
    this.budget = index.spent + BUDGET;
  }

  async start(filterTokens) {
    const filtered = Promise.all(filterTokens.map((one) => this.index.list(one)));
    await Promise.all(this.words.map((word) => word.narrow()));
    this.lists = (await filtered).map((list) => new Map([...list.keys()].map((document) => [document, 0])));
    this.join();
    while (this.queue.length > FEW && this.queue.length < this.index.manifest.documents / 50 && this.affordable(BUDGET / 3) && this.words.some((word) => word.open)) await this.narrow();
  }

  async narrow() {
    await Promise.all(this.words.filter((word) => word.open).map((word) => word.narrow()));
    this.join();
  }

  // The queue: what all words have in common, with the best class that is possible or, once looked at, the true one.
  join() {
    const common = [...this.words.map((word) => word.found), ...this.lists].reduce((one, other) => both(one, other, (a, b) => a + b));
    this.queue = [...common].map(([document, rank]) =>
      this.known.get(document) ?? { document, rank: this.preferred.includes(document) ? -1 : rank, position: this.index.position(document), record: null })
      .filter((one) => !one.done);
  }

  // Pages that are called just so come first.
  prefer(documents) {
    this.preferred = documents;
    this.join();
  }

  // Whether there is room left in the budget, beside what is put aside.
  affordable(aside) {
    return this.index.spent < this.budget - aside;
  }

  // How many there are: those handed out and those that may still come; certain when all of them were looked at.
  get total() {
    const share = this.looked ? Math.max(this.right, 1) / this.looked : 1;
    const open = this.queue.filter((one) => !one.record).length;
    return this.given + this.queue.length - open + (this.certain ? open : Math.ceil(open * share));
  }

  get certain() {
    return this.queue.every((one) => one.record) || (this.words.length === 1 && this.words[0].ways.length === 1 && this.forms[0][0].length < 3);
  }

  // The next results. Fewer than `limit` while `queue` is not empty: there may be more, but finding them would cost much.
  async next(limit, worst = Infinity) {
    const results = [];
    if (this.looked) this.budget = this.index.spent + BUDGET;
    for (;;) {
      this.queue.sort((one, other) => one.rank - other.rank || other.position - one.position);
      while (results.length < limit && this.queue[0]?.record && this.queue[0].rank <= worst) {
        this.queue[0].done = true;
        results.push(this.queue.shift());
      }
      const open = this.queue.slice(0, limit - results.length).filter((one) => !one.record && one.rank <= worst);
      if (!open.length || (this.looked && !this.affordable(0))) break;
      const wrong = await this.verify(open);
      if (wrong >= FAILURES && this.words.some((word) => word.open)) await this.narrow();
    }
    this.given += results.length;
    return results.map((one) => one.record);
  }

  // Look at the texts of some documents; tells how many of them don't belong here.
  async verify(open) {
    await Promise.all(open.map(async (one) => {
      one.record = await this.index.record(one.document);
      const truth = this.truth(one.record);
      if (one.rank >= 0) one.rank = truth;
      one.done = truth === Infinity;
      this.known.set(one.document, one);
    }));
    this.queue = this.queue.filter((one) => !one.done);
    const wrong = open.filter((one) => one.done).length;
    this.looked += open.length;
    this.right += open.length - wrong;
    return wrong;
  }

  truth(record) {
    if (!record || !passes(record, this.filters)) return Infinity;
    const classes = this.forms.map((forms) => classOf(record, forms));
    return classes.includes(CLASSES) ? Infinity : classes.reduce((one, other) => one + other, 0);
  }
}
