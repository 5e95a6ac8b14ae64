// Registers the worker for offline reading; sw.js does the work. Not on http, and not where readers save data.

const here = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

if ("serviceWorker" in navigator && (location.protocol === "https:" || here) && !navigator.connection?.saveData) {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(new URL("../sw.js", import.meta.url), { updateViaCache: "none" });
      const { active } = await navigator.serviceWorker.ready;
      // The first page was loaded before there was a worker to keep it
      if (!navigator.serviceWorker.controller) active.postMessage(location.href);
    } catch {
      // Private windows and full disks refuse; the site works without
    }
  });
}
