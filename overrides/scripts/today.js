// Corrects "what is on today" on a page that was made on an earlier day. On the same day, and by a clock that lags, nothing changes.

const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());

const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function state(start, end) {
  const wait = days(today, start);
  if (wait > 0) return `还有${wait}天`;
  return start === end ? "今天" : "正在进行";
}

function correct(list) {
  const coming = [...list.querySelectorAll("li")].filter((one) => one.dataset.end >= today);
  if (!coming.length) return;
  for (const one of list.querySelectorAll("li")) one.hidden = true;
  for (const one of coming.slice(0, list.dataset.shown)) {
    one.hidden = false;
    one.querySelector(".day-wait").textContent = state(one.dataset.start, one.dataset.end);
  }
  const time = list.querySelector(".day-asof time");
  time.dateTime = today;
  const [year, month, day] = today.split("-").map(Number);
  time.textContent = `${year}年${month}月${day}日`;
}

for (const list of document.querySelectorAll("[data-today]")) {
  if (today > list.dataset.today) correct(list);
}
