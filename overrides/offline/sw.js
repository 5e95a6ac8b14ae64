{#- The worker for offline reading. Comments don't reach readers. -#}
{#- Pages: the network first, what is kept after three seconds or without network. Named assets: what is kept first. All else, such as the search index: the network alone. -#}
const CORE = "portal-core-{{ version }}";
const PAGES = "portal-pages";
const ASSETS = "portal-assets";
const PICTURES = "portal-pictures";
const KEPT = {{ kept|tojson }};
const LOADED = {{ loaded|tojson }};
const ROOT = new URL("./", self.location).href;
const MOST = { [PAGES]: {{ pages }}, [ASSETS]: {{ assets }}, [PICTURES]: {{ pictures }} };
const LARGEST = {{ largest }};
const core = new Set(KEPT.map((one) => ROOT + one));

const bare = (url) => url.split("#")[0];

async function keep(name, url, answer) {
  if ((await answer.clone().blob()).size > LARGEST) return;
  const cache = await caches.open(name);
  {# what is read again becomes the newest -#}
  await cache.delete(url);
  await cache.put(url, answer);
  const keys = await cache.keys();
  for (const one of keys.slice(0, Math.max(0, keys.length - (MOST[name] ?? Infinity)))) await cache.delete(one);
}

async function drop(url) {
  for (const name of [PAGES, CORE]) await (await caches.open(name)).delete(url);
}

async function fetched(url) {
  {# "manual", because a navigation may not be answered with a redirect that was followed -#}
  const answer = await fetch(url, { cache: "no-cache", redirect: "manual" });
  const type = answer.headers.get("Content-Type") ?? "";
  if (answer.status === 404 || answer.status === 410) await drop(url);
  else if (answer.status === 200 && type.startsWith("text/html") && !new URL(url).search) {
    await keep(core.has(url) ? CORE : PAGES, url, answer.clone());
  }
  return answer;
}

async function page(url, event) {
  const answer = fetched(url);
  event.waitUntil(answer.catch(() => {}));
  const found = await caches.match(url, { ignoreSearch: true });
  const late = new Promise((resolve) => setTimeout(resolve, {{ patience }}, found));
  try {
    return await (found ? Promise.race([answer, late]) : answer);
  } catch {
    return found ?? (await caches.match(`${ROOT}offline.html`)) ?? Response.error();
  }
}

async function asset(url, name, event) {
  const found = await caches.match(url);
  if (found) return found;
  const answer = await fetch(url);
  if (answer.status === 200) event.waitUntil(keep(name, url, answer.clone()));
  return answer;
}

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CORE);
    await cache.addAll(KEPT.map((one) => new Request(ROOT + one, { cache: "reload" })));
    const missing = [];
    for (const one of LOADED) if (!(await caches.match(ROOT + one))) missing.push(ROOT + one);
    await (await caches.open(ASSETS)).addAll(missing);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith("portal-") && name !== CORE && !(name in MOST)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener("message", (event) => {
  const url = bare(String(event.data));
  if (url.startsWith(ROOT)) event.waitUntil(fetched(url).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const url = bare(event.request.url);
  if (event.request.method !== "GET" || !url.startsWith(ROOT)) return;
  if (event.request.mode === "navigate") event.respondWith(page(url, event));
  else if (/\/assets\/.+\.[0-9a-f]{10}\.(css|js)$/.test(url)) event.respondWith(asset(url, ASSETS, event));
  else if (event.request.destination === "image") event.respondWith(asset(url, PICTURES, event));
});
