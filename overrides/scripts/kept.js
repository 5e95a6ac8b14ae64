// Lists the pages that this device has kept, on the page that is shown without network.

const section = document.getElementById("kept");
const list = section.querySelector("ul");
const listed = new Set();

for (const name of (await globalThis.caches?.keys()) ?? []) {
  if (!/^portal-(pages|core)/.test(name)) continue;
  const cache = await caches.open(name);
  for (const request of (await cache.keys()).reverse()) {
    const answer = await cache.match(request);
    if (listed.has(request.url) || request.url.endsWith("/offline.html") || !answer?.headers.get("Content-Type")?.startsWith("text/html")) continue;
    listed.add(request.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = page.querySelector("h1")?.textContent.trim() || page.title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}
section.hidden = !listed.size;
