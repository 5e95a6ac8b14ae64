// Tools over the tables of figures: sort, filter, choose metrics, compare two years, copy.
// Without JavaScript the tables stand as they are.

const { copyText } = await import(document.querySelector('script[src*="/copy."]').src);

function make(tag, properties = {}, ...children) {
  const found = Object.assign(document.createElement(tag), properties);
  found.append(...children);
  return found;
}

const clean = (text) => text.replace(/\u202f/g, "").replace(/\s+/g, " ").trim();

// What a reader sees of a cell, with or without the signs of its notes.
function seen(cell, signs) {
  const copy = cell.cloneNode(true);
  for (const one of copy.querySelectorAll(signs ? ".visually-hidden" : ".visually-hidden, .marks")) one.remove();
  return clean(copy.textContent);
}

function number(cell) {
  const value = cell.querySelector("data")?.value;
  return value ? Number(value) : null;
}

// A control below its label
function labelled(text, control) {
  control.id = `figure-field-${document.querySelectorAll(".figure-field").length}`;
  return make("div", { className: "figure-field" }, make("label", { htmlFor: control.id, textContent: text }), control);
}

class Figures {
  constructor(box) {
    this.box = box;
    this.table = box.querySelector("table");
    this.heads = this.table.tHead.rows[0];
    this.rows = [...this.table.tBodies[0].rows].map((row) => ({ row, label: row.cells[0].querySelector("a").textContent, chosen: true }));
    this.unit = this.table.caption.querySelector(".unit")?.textContent.replace("单位：", "") ?? "";
    this.status = make("p", { className: "figure-status" });
    this.status.setAttribute("role", "status");
    this.word = "";
    this.parts = [];
    this.tools = make("div", { className: "figure-tools" });
    this.tools.setAttribute("role", "group");
    this.tools.setAttribute("aria-label", "表格工具");
    box.prepend(this.tools, this.status);
    if (this.rows.length > 1) for (const head of [...this.heads.cells]) this.sortable(head);
    if (this.rows.length > 3) this.narrowing();
    if (this.years().length > 1) this.comparing();
    this.copying();
  }

  say(text) {
    this.status.textContent = text;
  }

  years() {
    return [...this.heads.cells].filter((head) => head.dataset.year);
  }

  button(text, action, className = "figure-button") {
    const found = make("button", { type: "button", className, textContent: text });
    found.addEventListener("click", action);
    return found;
  }

  // Sorting: descending, ascending, as printed
  sortable(head) {
    const marks = head.querySelector(".marks");
    marks?.remove();
    const label = clean(head.textContent);
    const button = this.button(label, () => this.sort(head, label), "figure-sort");
    head.replaceChildren(button, ...(marks ? [marks] : []));
  }

  sort(head, label) {
    const before = head.getAttribute("aria-sort");
    const numeric = head.classList.contains("num");
    const steps = numeric ? [null, "descending", "ascending"] : [null, "ascending", "descending"];
    const way = steps[(steps.indexOf(before) + 1) % 3];
    for (const one of this.heads.cells) one.removeAttribute("aria-sort");
    const order = [...this.rows];
    if (way) {
      head.setAttribute("aria-sort", way);
      order.sort(this.comparison(head.cellIndex, numeric, way === "ascending" ? 1 : -1));
    }
    this.table.tBodies[0].append(...order.map((one) => one.row));
    this.table.classList.toggle("is-sorted", Boolean(way));
    const words = numeric ? { ascending: "从小到大", descending: "从大到小" } : { ascending: "按拼音顺序", descending: "按拼音倒序" };
    const units = numeric && !this.unit && way ? "计量单位不同的数不能直接比较。" : "";
    this.say(way ? `已按“${label}”${words[way]}排列。${units}` : "已恢复原来的次序。");
  }

  comparison(at, numeric, sign) {
    const text = new Intl.Collator("zh-CN", { numeric: true });
    if (!numeric) return (one, other) => sign * text.compare(seen(one.row.cells[at]), seen(other.row.cells[at]));
    return (one, other) => {
      const [first, second] = [number(one.row.cells[at]), number(other.row.cells[at])];
      // what has no number comes last, whichever way
      if (first === null || second === null) return (first === null) - (second === null);
      return sign * (first - second);
    };
  }

  // Filter and choice
  narrowing() {
    const input = make("input", { type: "search", autocomplete: "off" });
    input.addEventListener("input", () => {
      this.word = input.value.trim().toLowerCase();
      this.narrow();
    });
    this.tools.append(labelled("按字词筛选", input));
    const boxes = this.rows.map((one) => {
      const box = make("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => {
        one.chosen = box.checked;
        this.narrow();
      });
      return box;
    });
    const all = (checked) => {
      for (const [at, box] of boxes.entries()) box.checked = this.rows[at].chosen = checked;
      this.narrow();
    };
    const choices = this.rows.map((one, at) => make("label", {}, boxes[at], make("span", { textContent: one.label })));
    const list = make("fieldset", {}, make("legend", { className: "visually-hidden", textContent: "要显示的指标" }), ...choices);
    const both = make("div", { className: "figure-all" }, this.button("全选", () => all(true)), this.button("全不选", () => all(false)));
    this.tools.append(make("details", {}, make("summary", { textContent: "挑选指标" }), both, list));
  }

  narrow() {
    let shown = 0;
    for (const { row, label, chosen } of this.rows) {
      row.hidden = !chosen || !`${label} ${row.dataset.group ?? ""}`.toLowerCase().includes(this.word);
      shown += !row.hidden;
    }
    this.table.classList.toggle("is-narrowed", shown < this.rows.length);
    this.say(shown ? `显示${this.rows.length}项中的${shown}项。` : "没有符合的指标，换个字词，或在“挑选指标”里选几项。");
  }

  // Two years side by side
  comparing() {
    const years = this.years().map((head) => head.dataset.year);
    const choice = () => make("select", {}, new Option("不比较", ""), ...years.map((year) => new Option(`${year}年`, year)));
    const [from, to] = [choice(), choice()];
    for (const one of [from, to]) one.addEventListener("change", () => this.compare(from.value, to.value));
    this.tools.append(labelled("比较年份", from));
    this.tools.append(labelled("和哪一年比", to));
  }

  compare(one, other) {
    for (const part of this.parts) part.remove();
    this.parts = [];
    const both = one && other && one !== other;
    const [early, late] = both ? [one, other].sort() : [];
    for (const head of [...this.heads.cells].filter((cell) => cell.classList.contains("num"))) {
      const hidden = Boolean(both) && ![early, late].includes(head.dataset.year);
      for (const row of [this.heads, ...this.rows.map((found) => found.row)]) row.cells[head.cellIndex].hidden = hidden;
    }
    if (!both) {
      this.say(one && other ? "请选两个不同的年份。" : one || other ? "请再选一个年份。" : "显示全部年份。");
      return;
    }
    const at = (year) => this.years().find((head) => head.dataset.year === year).cellIndex;
    const head = make("th", { scope: "col", className: "num", textContent: "增减" });
    this.heads.append(head);
    this.parts.push(head, ...this.rows.map(({ row }) => row.appendChild(this.difference(row, at(early), at(late)))));
    if (this.rows.length > 1) this.sortable(head);
    this.say(`正在比较${early}年和${late}年，最后一列是${late}年比${early}年的增减。`);
  }

  // Over a break, of approximate values or of parts of a year nothing is calculated, as in the printed tables
  difference(row, early, late) {
    const [before, after] = [number(row.cells[early]), number(row.cells[late])];
    const apart = [...row.cells].slice(early + 1, late + 1).some((cell) => /break/.test(cell.dataset.apart));
    const loose = [early, late].some((at) => /inexact|part/.test(row.cells[at].dataset.apart));
    const cell = make("td", { className: "num" });
    if (before === null || after === null || apart || loose) {
      cell.append(make("span", { className: "symbol", textContent: before === null || after === null ? "—" : "不可比" }));
      return cell;
    }
    const change = Number((after - before).toFixed(6));
    const sign = (value) => `${value > 0 ? "+" : value < 0 ? "\u2212" : ""}${Math.abs(value)}`;
    const rate = before > 0 ? `（${sign(Number(((100 * change) / before).toFixed(1)))}%）` : "";
    cell.append(make("data", { value: String(change), textContent: sign(change) + ("points" in row.dataset ? "个百分点" : rate) }));
    return cell;
  }

  // Copying what is shown
  copying() {
    const copy = async (text, what) => {
      const rows = [...this.table.tBodies[0].rows].filter((row) => !row.hidden).length;
      this.say((await copyText(text)) ? `已复制${rows}行${what}。` : "这个浏览器不让网页复制，请选中表格自己复制。");
    };
    this.tools.append(
      this.button("复制成文字", () => copy(this.text(), "，可以粘贴到文章或表格里")),
      this.button("复制成CSV", () => copy(this.csv(), "CSV数据")),
    );
  }

  lines(text) {
    return [this.heads, ...this.table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden).map(text));
  }

  text() {
    const caption = this.table.caption.cloneNode(true);
    caption.querySelector(".unit")?.remove();
    const title = clean(caption.textContent) + (this.unit ? `（单位：${this.unit}）` : "");
    const notes = [...this.box.querySelectorAll(".stat-notes > p:not(.downloads)")].map((note) => clean(note.textContent));
    return [title, ...this.lines((cell) => seen(cell, true)).map((line) => line.join("\t")), ...notes, location.href.split("#")[0]].join("\n");
  }

  csv() {
    const lines = this.lines((cell) => {
      const exact = number(cell) !== null && !/inexact/.test(cell.dataset.apart);
      const text = exact ? cell.querySelector("data").value : seen(cell);
      // a table program must not take text for a formula
      return exact ? text : `"${(/^[=+@-]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
    });
    if (this.unit) for (const [at, line] of lines.entries()) line.splice(1, 0, at ? `"${this.unit}"` : '"单位"');
    return lines.map((line) => line.join(",")).join("\r\n");
  }
}

for (const box of document.querySelectorAll(".stat-table")) new Figures(box);
