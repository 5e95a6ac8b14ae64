{#- The worker that ends offline reading: it forgets everything kept and signs itself off. -#}
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const end = async () => {
    for (const name of await caches.keys()) if (name.startsWith("portal-")) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(end());
});
